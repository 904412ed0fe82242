import type { Resource } from '../../engine/operation';
import { cpuHistory } from './cpu-history.operation';
import { diagnose } from './diagnose.operation';
import { health } from './health.operation';
import { info } from './info.operation';
import { ping } from './ping.operation';
import { ready } from './ready.operation';
import { restart } from './restart.operation';
import { scheduleRestart } from './schedule-restart.operation';

export const server: Resource = {
	name: 'Server',
	operations: { ping, diagnose, info, health, ready, cpuHistory, restart, scheduleRestart },
};
