import { MemoryZoo } from './memory.ts';
import { zooContract } from './zoo.contract.ts';

zooContract('MemoryZoo', async (parts) => new MemoryZoo(parts));
