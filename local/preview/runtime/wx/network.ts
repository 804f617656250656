import { isConnected, onConnection } from '../phone/network'
import { apis, listenerPair } from './api'

const listeners = listenerPair<{ isConnected: boolean; networkType: string }>()
const networkType = () => (isConnected() ? 'wifi' : 'none')

export function followNetwork(): void {
  onConnection((connected) => listeners.tell({ isConnected: connected, networkType: networkType() }))
}

export const network = {
  onNetworkStatusChange: listeners.on,
  offNetworkStatusChange: listeners.off,
  ...apis({ getNetworkType: () => ({ networkType: networkType() }) }),
}
