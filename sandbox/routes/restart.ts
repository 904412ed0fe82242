import { Router } from 'express';
import type { Request, Response } from 'express';
import { reply } from '../envelopes';
import type { Health } from '../health';
import { bodyOf } from '../parameters';
import type { World } from '../world/world';

const delays = { fallback: 4, min: 1.5, max: 1800 };

/** A parameter of V6 and V7: body, else query. */
const bodyOrQuery = (req: Request, name: string) => bodyOf(req)[name] ?? req.query[name];

/** Seconds until the restart; negative and nonsense are the default (docs/warest/server.md#v6). */
function delayOf(given: unknown): number {
	const delay = Number(given ?? delays.fallback);
	if (!Number.isFinite(delay) || delay < 0) return delays.fallback;
	return Math.min(delays.max, Math.max(delays.min, delay));
}

/** `2:30` becomes `02:30`; null if it isn't a time of day. */
function timeOfDay(schedule: string): string | null {
	const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(schedule) ?? [];
	if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
	return `${hours.padStart(2, '0')}:${minutes}`;
}

/** Milliseconds by which a zone is ahead of UTC; null if there is no such zone. */
function zoneOffset(timeZone: string, at: number): number | null {
	try {
		const format = new Intl.DateTimeFormat('sv-SE', {
			timeZone,
			dateStyle: 'short',
			timeStyle: 'medium',
		});
		const wholeSecond = at - (at % 1000);
		return Date.parse(`${format.format(wholeSecond).replace(' ', 'T')}Z`) - wholeSecond;
	} catch {
		return null;
	}
}

const dayMs = 86_400_000;

/** The next moment at which it is `time` in a zone that is `offset` ahead of UTC. */
function nextAt(time: string, offset: number, now: number): Date {
	const local = new Date(now + offset).toISOString().slice(0, 10);
	const today = Date.parse(`${local}T${time}:00Z`) - offset;
	return new Date(today > now ? today : today + dayMs);
}

/** V6 and V7, for admins. The sandbox records the request; it doesn't restart. */
export function restartRoutes(world: World, health: Health): Router {
	const routes = Router();
	let pendingUntil = 0;
	let scheduled = false;

	routes.post('/restart', (req, res) => {
		const now = world.now();
		const pending = now < pendingUntil;
		if (!pending) pendingUntil = now + delayOf(bodyOrQuery(req, 'delaySeconds')) * 1000;
		const payload = {
			restartInitiated: !pending,
			scheduledAt: new Date(pendingUntil).toISOString(),
			restartStrategy: health.restartStrategy,
			timestamp: world.nowSeconds(),
		};
		if (pending) reply(res, 1005, 'A restart is already pending', payload);
		else reply(res, 1003, `Restart scheduled via ${health.restartStrategy} strategy`, payload);
	});

	const cancel = (res: Response) => {
		const message = scheduled ? 'Scheduled restart cancelled' : 'No scheduled restart configured';
		scheduled = false;
		reply(res, 1005, message);
	};

	routes.post('/restart/scheduled', (req, res) => {
		const schedule = String(bodyOrQuery(req, 'schedule') ?? '').trim();
		if (schedule === '') {
			return reply(res, 2002, 'Schedule is required (HH:MM 24-hour format or 0 to cancel)');
		}
		if (schedule === '0') return cancel(res);
		const time = timeOfDay(schedule);
		if (time === null) {
			return reply(res, 2002, 'Schedule must use HH:MM 24-hour format (e.g., 02:30)');
		}
		const timezone = String(bodyOrQuery(req, 'timezone') ?? '').trim() || 'UTC';
		const offset = zoneOffset(timezone, world.now());
		if (offset === null) return reply(res, 2002, 'Invalid timezone provided');
		scheduled = true;
		reply(res, 1003, `Restart scheduled daily at ${time} (${timezone})`, {
			scheduledRestart: time,
			timezone,
			nextRestartAt: nextAt(time, offset, world.now()).toISOString(),
			timestamp: world.nowSeconds(),
		});
	});

	return routes;
}
