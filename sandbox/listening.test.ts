import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { listen, serve, serverAt } from './listening';

it('gives no port twice, as the kernel does within a few hundred', async () => {
	const ports = new Set<number>();
	for (let count = 0; count < 600; count++) {
		const { port, close } = await listen(createServer());
		ports.add(port);
		await close();
	}
	expect(ports.size).toBe(600);
});

it('knows a server as long as it takes connections, however many come and go', async () => {
	const server = createServer();
	const { port, close } = await listen(server);
	for (let count = 0; count < 5001; count++) await (await listen(createServer())).close();
	expect(serverAt(port)).toBe(server);
	await close();
});

it('uses the port that it is told to, again and again', async () => {
	const { port, close } = await serve((_request, response) => response.end('first'));
	await expect(listen(createServer(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	await close();
	const second = await serve((_request, response) => response.end('second'));
	await second.close();
	const third = await listen(createServer(), { port });
	expect(third).toMatchObject({ port, url: `http://127.0.0.1:${port}` });
	await third.close();
});

it('cuts the connections of a server that closes', async () => {
	const { port, url, close } = await serve(() => undefined);
	const idle = connect(port, '127.0.0.1');
	await once(idle, 'connect');
	const waiting = fetch(url);
	waiting.catch(() => undefined);
	await close();
	await expect(waiting).rejects.toThrow();
	if (!idle.closed) await once(idle, 'close');
});
