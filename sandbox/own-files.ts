import { squareOf } from './world/pictures';

/**
 * Files on the disk of the machine that the server runs on, which several routes read for whoever asks
 * (docs/warest/groups.md#2-b). The sandbox never opens real ones.
 */
export const ownFiles = new Map<string, Buffer>([
	['/srv/warest/example', squareOf(200, 40, 40)],
	['package.json', Buffer.from('{"name":"warest","version":"0.3.44"}')],
	['/etc/passwd', Buffer.from('root:x:0:0:root:/root:/bin/sh\n')],
]);
