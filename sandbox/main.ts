import { parseArgs } from 'node:util';
import { startSandbox } from './server';
import type { SandboxOptions, WorldName } from './server';
import { lifelikeWebhooks } from './webhooks/settings';

const usage = 'npm run sandbox -- [--port 7308] [--world demo|recorded] [--limits]';

function fail(message: string): never {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

function readOptions(): { port: number; world: WorldName; limits: boolean } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '7308' },
				world: { type: 'string', default: 'demo' },
				limits: { type: 'boolean', default: false },
			},
		});
		const port = Number(values.port);
		if (!Number.isInteger(port) || port < 0 || port > 65_535) {
			return fail(`"${values.port}" is not a port.\nUsage: ${usage}`);
		}
		const { world, limits } = values;
		if (world !== 'demo' && world !== 'recorded') {
			return fail(`There is no world called "${world}".\nUsage: ${usage}`);
		}
		return { port, world, limits };
	} catch (error) {
		return fail(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
	}
}

// As slow as people expect of a real server, without the long waits.
const lifelike: SandboxOptions['behaviour'] = {
	connectMs: 400,
	blockingMs: 500,
	storeMs: 800,
	presencePace: 1,
	mediaRetryMs: 800,
};

async function start({ port, world, limits }: ReturnType<typeof readOptions>) {
	try {
		return await startSandbox({
			port,
			world,
			limits: limits ? {} : false,
			behaviour: lifelike,
			webhooks: lifelikeWebhooks,
		});
	} catch (error) {
		const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		return fail(
			taken
				? `Port ${port} is in use. Stop the program that uses it, or choose another port with --port.`
				: String(error),
		);
	}
}

async function main() {
	const options = readOptions();
	const sandbox = await start(options);
	process.stdout.write(
		[
			`WARest sandbox, world "${options.world}", limits ${options.limits ? 'on' : 'off'}`,
			`  API      ${sandbox.url}  (key ${sandbox.apiKey})`,
			`  Phone    ${sandbox.url}/`,
			`  Control  ${sandbox.url}/control`,
			'Press Ctrl-C to stop it.',
			'',
		].join('\n'),
	);
	const end = () => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

void main();
