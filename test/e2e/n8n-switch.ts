import { serve, type Listening } from '../../sandbox/listening';

/** Lets the tests restart n8n, which the global setup owns: each POST restarts it and is answered afterwards. */
export async function serveSwitch(restart: () => Promise<void>): Promise<Listening> {
	return await serve((_request, response) => {
		restart().then(
			() => response.end(),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	});
}
