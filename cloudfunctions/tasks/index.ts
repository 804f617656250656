import { tasksContract } from '../../contract/tasks'
import { defineFunction } from '../define-function'
import { claim } from './claim'
import { list } from './list'

export const main = defineFunction('tasks', tasksContract, { list, claim })
