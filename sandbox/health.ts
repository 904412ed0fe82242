/** The server's findings about its own health. */
export interface Health {
	storage: 'ok' | 'error';
	/** How it would restart itself (docs/warest/server.md#v6). */
	restartStrategy: 'docker' | 'pm2' | 'nodemon' | 'node';
}
