/** The pictures in a phone's album, by what is on them, one file each in `runtime/album/`. Nobody's photographs: drawn. */
export const ALBUM = ['一碗牛肉面', '一桌菜', '活动海报', '一张很暗的照片'] as const

export type AlbumName = (typeof ALBUM)[number]
