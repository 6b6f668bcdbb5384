/** What a source becomes, by its absolute path: the text that V8 is given. */
export function compile(path: string): Promise<string>;
