import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { SystemUser } from '../../tools/host/command';
import { run } from '../../tools/host/command';
import { Problem } from '../../tools/host/problem';
import type { Report } from '../../tools/host/report';
import { step } from '../../tools/host/report';

/** The Debian packages with the programs that queue mode needs in addition to n8n. */
const PACKAGES = ['redis-server', 'postgresql'];
const POSTGRESQL = '/usr/lib/postgresql';
const cwd = '/';

/** The folders of the programs that queue mode needs. */
export interface Programs {
	redis: string;
	/** Debian keeps PostgreSQL's out of the path. */
	postgresql: string;
	/** PostgreSQL refuses to run as root. */
	postgresqlUser?: SystemUser;
}

const isRoot = () => process.getuid?.() === 0;

function findRedis(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.find((folder) => existsSync(join(folder, 'redis-server')));
}

function findPostgresql(): string | undefined {
	if (!existsSync(POSTGRESQL)) return undefined;
	const versions = readdirSync(POSTGRESQL).sort((a, b) => Number(b) - Number(a));
	const folders = versions.map((version) => join(POSTGRESQL, version, 'bin'));
	return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** The user that Debian's package makes for it. */
async function postgresqlUser(): Promise<SystemUser | undefined> {
	if (!isRoot()) return undefined;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => {
			const { stdout } = await run('id', [flag, 'postgres'], { cwd });
			return Number(stdout);
		}),
	);
	return { uid, gid };
}

async function install(): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update'], { cwd, env });
	const args = ['install', '--yes', '--no-install-recommends', ...PACKAGES];
	const { code, stderr } = await run('apt-get', args, { cwd, env });
	if (code !== 0) throw new Problem(`${PACKAGES.join(' and ')} could not be installed:\n${stderr}`);
}

/** Finds Redis and PostgreSQL. If they are missing, root installs them; anybody else is told how to. */
export async function needPrograms(report: Report): Promise<Programs> {
	if (!findRedis() || !findPostgresql()) {
		const title = `Installing ${PACKAGES.join(' and ')}`;
		if (isRoot() && existsSync('/usr/bin/apt-get')) await step(report, title, install);
	}
	const redis = findRedis();
	const postgresql = findPostgresql();
	if (!redis || !postgresql) {
		throw new Problem(
			`Queue mode needs Redis and PostgreSQL: sudo apt-get install --no-install-recommends ${PACKAGES.join(' ')}`,
		);
	}
	return { redis, postgresql, postgresqlUser: await postgresqlUser() };
}
