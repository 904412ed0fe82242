import { serve, type Listening } from '../../sandbox/listening';

/** Where n8n gets no time to end what it does. */
export const KILL = '/kill';

/** Lets the tests restart n8n, which the global setup owns: each POST restarts it and is answered afterwards. */
export async function serveSwitch(
	restart: (isKilled: boolean) => Promise<void>,
): Promise<Listening> {
	return await serve((request, response) => {
		restart(request.url === KILL).then(
			() => response.end(),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	});
}
