import {
	arch,
	cpus,
	freemem,
	hostname,
	loadavg,
	platform,
	release,
	totalmem,
	uptime,
} from 'node:os';

export const serviceName = 'Warest API';
export const serviceVersion = '0.3.44';

const megabytes = (bytes: number) => Math.round((bytes / 1_048_576) * 100) / 100;
const percent = (part: number, whole: number) => Math.round((part / whole) * 10_000) / 100;

const units: [name: string, seconds: number][] = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
	['second', 1],
];

/** `24 minutes, 39 seconds`: at most three units (docs/warest/server.md#v2). */
export function durationText(seconds: number): string {
	let rest = Math.floor(seconds);
	const parts = units.map(([name, size]) => {
		const count = Math.floor(rest / size);
		rest -= count * size;
		return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
	});
	return parts.filter(Boolean).slice(0, 3).join(', ') || '0 seconds';
}

/** The sandbox's own process, as V2 describes one. */
export function processUsage() {
	const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage();
	const { user, system } = process.cpuUsage();
	const uptimeSeconds = Math.floor(process.uptime());
	return {
		pid: process.pid,
		nodeVersion: process.version,
		uptimeSeconds,
		uptimeDays: durationText(uptimeSeconds),
		memory: {
			rssMB: megabytes(rss),
			heapTotalMB: megabytes(heapTotal),
			heapUsedMB: megabytes(heapUsed),
			externalMB: megabytes(external),
			arrayBuffersMB: megabytes(arrayBuffers),
			memoryUsagePercent: percent(rss, totalmem()),
		},
		cpu: {
			userMs: Math.round(user / 1000),
			systemMs: Math.round(system / 1000),
			idleMs: 0,
			cpuUsagePercent: 1.5,
		},
	};
}

/** V2 without the part about sessions. */
export function machine() {
	const [cpu] = cpus();
	const total = totalmem();
	const free = freemem();
	return {
		serviceName,
		serviceVersion,
		environment: 'production',
		uptimeSeconds: Math.floor(uptime()),
		uptimeDays: durationText(uptime()),
		system: { hostname: hostname(), platform: platform(), arch: arch(), release: release() },
		cpu: { model: cpu?.model ?? '', cores: cpus().length, speedMHz: cpu?.speed ?? 0 },
		memory: {
			totalMB: megabytes(total),
			freeMB: megabytes(free),
			usedMB: megabytes(total - free),
			usagePercent: percent(total - free, total),
		},
		process: processUsage(),
		disk: [
			{
				mountPoint: '/',
				filesystem: '/dev/vda',
				totalMB: 40_960,
				usedMB: 12_288,
				freeMB: 28_672,
				usagePercent: 30,
			},
		],
		loadAverage: loadavg(),
		temperature: [],
		runtime: [
			{ name: 'WareST API', version: serviceVersion },
			{ name: 'Node.js', version: process.version },
			{ name: 'V8', version: process.versions.v8 },
		],
		ioStats: { readMBps: 0, writeMBps: 0 },
		timezone: 'UTC',
	};
}
