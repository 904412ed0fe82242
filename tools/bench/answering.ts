/** Makes this process the other side of a `LoopProcess`. */
export function answerRuns<Run>(time: (run: Run) => Promise<number>): void {
	process.on('message', (run: Run) => {
		void time(run).then(
			(milliseconds) => process.send?.({ milliseconds }),
			(error: unknown) => process.send?.({ error: String(error) }),
		);
	});
}
