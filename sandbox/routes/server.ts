import { Router } from 'express';
import type { Request } from 'express';
import { reply } from '../envelopes';
import type { Health } from '../health';
import { durationText, machine, processUsage, serviceName, serviceVersion } from '../machine';
import type { World } from '../world/world';

const dateText = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'UTC',
	weekday: 'long',
	day: '2-digit',
	month: 'long',
	year: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});

/** `Sunday, 22 November 2026, 09:11:27, UTC`. */
function serverTime(now: Date): string {
	const parts = new Map(dateText.formatToParts(now).map(({ type, value }) => [type, value]));
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
	const date = `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}`;
	return `${date}, ${part('hour')}:${part('minute')}:${part('second')}, UTC`;
}

/** V1: anybody may ask, and it costs nothing. */
export function pingRoute(world: World): Router {
	const routes = Router();
	routes.get('/ping', (_req, res) => {
		const now = new Date(world.now());
		reply(res, 1000, 'Server is alive', {
			ping: 'pong',
			latencyMs: 0.02,
			serverTime: serverTime(now),
			serverTimeISO: now.toISOString(),
			serverTimeUTC: now.toISOString(),
			timezone: 'UTC',
			timezoneLocale: 'en-US',
			timestamp: world.nowSeconds(),
		});
	});
	return routes;
}

function sessionCounts(world: World) {
	const byStatus: Record<string, number> = {};
	for (const { runtime } of world.sessions.values()) {
		const status = runtime?.status ?? 'stopped';
		byStatus[status] = (byStatus[status] ?? 0) + 1;
	}
	return { total: world.sessions.size, byStatus };
}

function storageReport({ storage }: Health) {
	const report = { status: storage, storageType: 'local', region: null };
	if (storage === 'ok') return report;
	return { ...report, error: "ENOTDIR: not a directory, mkdir '/srv/warest/example'" };
}

const periods = ['1h', '6h', '12h', '24h', '7d', '30d'];
const intervals: Record<string, number> = {
	'1m': 60,
	'5m': 300,
	'15m': 900,
	'30m': 1800,
	'1h': 3600,
};

/** Lower-cased; empty is the default; null is wrong (docs/warest/server.md#v4). */
function choice(req: Request, name: string, allowed: string[], fallback: string): string | null {
	const given = String(req.query[name] ?? '').toLowerCase() || fallback;
	return allowed.includes(given) ? given : null;
}

const refusal = (name: string, allowed: string[]) =>
	`Invalid ${name}. Allowed values: ${allowed.join(', ')}`;

function cpuHistory(world: World, period: string, interval: string) {
	const step = intervals[interval];
	const now = world.nowSeconds();
	const current = now - (now % step);
	const data = [
		{ timestamp: current - step, usagePercent: 31.4 },
		{ timestamp: current, usagePercent: 22.05 },
	];
	const usages = data.map(({ usagePercent }) => usagePercent);
	return {
		period,
		interval,
		data,
		averageUsagePercent: usages.reduce((sum, usage) => sum + usage, 0) / usages.length,
		maxUsagePercent: Math.max(...usages),
		timestamp: now,
	};
}

/** V2–V5, for admins. */
export function serverRoutes(world: World, health: Health): Router {
	const routes = Router();

	routes.get('/info', (_req, res) => {
		reply(res, 1000, 'Server information fetched', {
			...machine(),
			sessions: sessionCounts(world),
			timestamp: world.nowSeconds(),
		});
	});

	routes.get('/healthz', (_req, res) => {
		const healthy = health.storage === 'ok';
		const report = {
			status: healthy ? 'healthy' : 'unhealthy',
			serviceName,
			serviceVersion,
			uptime: durationText(processUsage().uptimeSeconds),
			services: {
				database: {
					status: 'ok',
					databaseType: 'sqlite',
					version: '3.44.2',
					latencyMs: 0.4,
				},
				cache: { status: 'ok', cacheType: 'local', version: 'local' },
				storage: storageReport(health),
				messageQueue: 'ok',
				fileSystem: 'ok',
				ffmpeg: 'ok',
				sharp: 'ok',
			},
			timestamp: world.nowSeconds(),
		};
		if (healthy) reply(res, 1000, 'All services healthy', report);
		else reply(res, 8001, 'Critical services unavailable', report);
	});

	routes.get('/cpu-history', (req, res) => {
		const period = choice(req, 'period', periods, '1h');
		if (period === null) return reply(res, 2002, refusal('period', periods));
		const interval = choice(req, 'interval', Object.keys(intervals), '5m');
		if (interval === null) {
			return reply(res, 2002, refusal('interval', Object.keys(intervals)));
		}
		reply(res, 1000, 'CPU history fetched', cpuHistory(world, period, interval));
	});

	routes.get('/ready', (_req, res) => {
		const ready = health.storage === 'ok';
		const dependencies = {
			database: true,
			cache: true,
			storage: ready,
			messageQueue: true,
			fileSystem: true,
			ffmpeg: true,
			sharp: true,
		};
		const report = { ready, dependencies, timestamp: world.nowSeconds() };
		if (ready) reply(res, 1000, 'Server is ready for traffic', report);
		else reply(res, 8001, 'One or more dependencies are not ready', report);
	});

	return routes;
}
