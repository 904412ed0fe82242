import type { Request, RequestHandler, Response } from 'express';

/** How a request fails. A cut takes down the whole connection. */
export type FaultAction =
	| {
			kind: 'answer';
			status: number;
			headers?: Record<string, string>;
			/** Sent as JSON … */
			body?: unknown;
			/** … or as an HTML page. */
			html?: string;
	  }
	/** The connection ends before the server looks at the request. */
	| { kind: 'cut-before' }
	/** The server carries out the request, but no answer arrives. */
	| { kind: 'cut-after' }
	/** The server carries out the request, and half of the answer arrives. */
	| { kind: 'cut-midway' };

export interface Fault {
	/** Any method, if not given. */
	method?: string;
	/** The start of the path, e.g. `/api/v1/messages`; any path, if not given. */
	path?: string;
	/** How many matching requests; 1, if not given. */
	times?: number;
	/** So many matching requests go well before. */
	after?: number;
	action: FaultAction;
}

export interface Delay {
	/** The start of the path. */
	path: string;
	milliseconds: number;
}

const bytesOf = (chunk: unknown) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));

function loseAnswer(req: Request, res: Response, share: 0 | 0.5) {
	res.end = (chunk?: unknown) => {
		const body = bytesOf(chunk ?? '');
		if (share === 0) req.socket.destroy();
		else res.write(body.subarray(0, body.length * share), () => req.socket.destroy());
		return res;
	};
}

function answer(
	res: Response,
	{ status, headers = {}, body, html }: Extract<FaultAction, { kind: 'answer' }>,
) {
	res.status(status).set(headers);
	if (html === undefined) res.json(body ?? { error: 'Injected fault' });
	else res.type('html').send(html);
}

/** Deliberate faults and delays. */
export class Faults {
	readonly delays: Delay[] = [];
	private faults: Fault[] = [];

	/** Makes the next matching requests fail. */
	add(fault: Fault) {
		this.faults.push({ ...fault });
	}

	clear() {
		this.faults = [];
		this.delays.length = 0;
	}

	/** Waits and fails as told, before body and key are checked. */
	handler(sleep: (milliseconds: number) => Promise<void>): RequestHandler {
		return async (req, res, next) => {
			const path = req.originalUrl.split('?')[0];
			const fault = this.take(req.method, path);
			const delay = this.delays.findLast((candidate) => path.startsWith(candidate.path));
			if (delay) await sleep(delay.milliseconds);
			switch (fault?.kind) {
				case undefined:
					return next();
				case 'answer':
					return answer(res, fault);
				case 'cut-before':
					return void req.socket.destroy();
				case 'cut-after':
					loseAnswer(req, res, 0);
					return next();
				case 'cut-midway':
					loseAnswer(req, res, 0.5);
					return next();
			}
		};
	}

	private take(method: string, path: string): FaultAction | undefined {
		const fault = this.faults.find(
			(candidate) =>
				(candidate.method ?? method).toUpperCase() === method &&
				path.startsWith(candidate.path ?? ''),
		);
		if (!fault) return undefined;
		if (fault.after) {
			fault.after -= 1;
			return undefined;
		}
		fault.times = (fault.times ?? 1) - 1;
		if (fault.times <= 0) this.faults.splice(this.faults.indexOf(fault), 1);
		return fault.action;
	}
}
