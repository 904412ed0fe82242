export const MIB = 1024 * 1024;

/** Bytes for people, in the unit that files are shown with: "1.6 MB". */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
