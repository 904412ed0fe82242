import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Problem, systemCode } from './problem';

function cacheFolderOfUser(): string {
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
	if (process.platform === 'win32') {
		return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
	}
	const { XDG_CACHE_HOME: chosen } = process.env;
	// By the XDG rules, a relative path here must be ignored.
	return chosen && isAbsolute(chosen) ? chosen : join(homedir(), '.cache');
}

/** Where n8n and everything it needs are kept between runs. `N8N_NODES_WAREST_CACHE` can name another folder. */
export function cacheFolder(): string {
	const chosen = process.env.N8N_NODES_WAREST_CACHE;
	return chosen ? resolve(chosen) : join(cacheFolderOfUser(), 'n8n-nodes-warest');
}

/** The cache folder, created if it doesn't exist yet. */
export async function openCacheFolder(): Promise<string> {
	const folder = cacheFolder();
	try {
		await mkdir(folder, { recursive: true });
	} catch (error) {
		throw new Problem(
			`n8n can't be kept in ${folder} (${systemCode(error)}). Set N8N_NODES_WAREST_CACHE to another folder.`,
		);
	}
	return folder;
}
