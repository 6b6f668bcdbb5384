import type { Room } from "./walls.ts";

type Source = { readonly path: string; readonly texte: string };

/**
 * Queries that a room asks of the base although the room that declares them is no neighbour: `Base` is one type for all, so that the compiler lets
 * them pass. One sentence each, « attributions: suivis of suivi ».
 */
export function findBorrowedQueries(sources: readonly Source[], rooms: readonly Room[]): readonly string[] {
  const owner = readOwners(sources);
  const borrowed = sources.flatMap(({ path, texte }) => {
    const room = rooms.find(({ name }) => path.startsWith(`src/${name}/`));
    if (!room || room.voisins.includes("*") || path.startsWith(`src/${room.name}/sql/`)) return [];
    return [...texte.matchAll(/\b(?:base|tx)\.([a-zA-Z]+)\./g)].flatMap(([, nom = ""]) => {
      const to = owner.get(nom);
      return to === undefined || to === room.name || room.voisins.includes(to) ? [] : [`${room.name}: ${nom} of ${to}`];
    });
  });
  return [...new Set(borrowed)].sort();
}

/** Which room adds each query to `Base`, in its `lectures/base.ts`. */
function readOwners(sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(
    sources
      .filter(({ path }) => /^src\/[a-z]+\/lectures\/base\.ts$/.test(path))
      .flatMap(({ path, texte }) => {
        const [, declared = ""] = /interface Base \{([^}]*)\}/.exec(texte) ?? [];
        return [...declared.matchAll(/readonly ([a-zA-Z]+):/g)].map(
          ([, nom = ""]) => [nom, path.split("/")[1] ?? ""] as const,
        );
      }),
  );
}
