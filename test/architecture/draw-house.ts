import type { Arrow } from "./walls.ts";

const COTE = { largeur: 132, hauteur: 34, pasX: 168, pasY: 78, marge: 24 } as const;

/**
 * The rooms as SVG: each stands one step above the highest that it reads, and is joined to those alone that no other of its neighbours already stands on.
 * `socle` and the composition root, which all read or which reads all, have no line.
 */
export function drawHouse(arrows: readonly Arrow[]): string {
  const down = readNeighbours(arrows);
  const etageOf = new Map<string, number>();
  for (const room of sortRooms(down)) {
    const below = [...(down.get(room) ?? [])].map((voisin) => etageOf.get(voisin) ?? 0);
    etageOf.set(room, below.length === 0 ? 0 : Math.max(...below) + 1);
  }
  const hauts = Math.max(...etageOf.values());
  const rangs = Array.from({ length: hauts + 1 }, (_, etage) =>
    [...etageOf].filter(([, own]) => own === etage).map(([room]) => room),
  );
  const large = Math.max(...rangs.map((rang) => rang.length)) * COTE.pasX + 2 * COTE.marge;
  const place = (room: string) => {
    const etage = etageOf.get(room) ?? 0;
    const rang = rangs[etage] ?? [];
    const x = large / 2 + (rang.indexOf(room) - (rang.length - 1) / 2) * COTE.pasX;
    return { x, y: COTE.marge + (hauts - etage) * COTE.pasY };
  };
  const lines = [...down].flatMap(([room, voisins]) =>
    room === "service" ? [] : reduce(voisins, down).map((voisin) => drawLine(place(room), place(voisin))),
  );
  const boxes = [...etageOf.keys()].map((room) => drawBox(room, place(room)));
  const haut = hauts * COTE.pasY + COTE.hauteur + 2 * COTE.marge;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${large} ${haut}" font-family="sans-serif" font-size="14"><title>Rooms of src, from their imports</title>${lines.join("")}${boxes.join("")}</svg>\n`;
}

type Point = { readonly x: number; readonly y: number };

/** Of two rooms that read one another, the one that reads more stands above. */
function readNeighbours(arrows: readonly Arrow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const nombre = new Map<string, number>();
  for (const arrow of arrows) nombre.set(pairOf(arrow), (nombre.get(pairOf(arrow)) ?? 0) + 1);
  const down = new Map(arrows.flatMap(({ from, to }) => [from, to]).map((room) => [room, new Set<string>()]));
  const looksDown = ({ from, to }: Arrow) => (nombre.get(`${from} ${to}`) ?? 0) > (nombre.get(`${to} ${from}`) ?? 0);
  for (const arrow of arrows) if (arrow.to !== "socle" && looksDown(arrow)) down.get(arrow.from)?.add(arrow.to);
  return down;
}

function pairOf({ from, to }: Arrow): string {
  return `${from} ${to}`;
}

function sortRooms(down: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const sorted: string[] = [];
  const visit = (room: string) => {
    if (sorted.includes(room)) return;
    for (const voisin of down.get(room) ?? []) visit(voisin);
    sorted.push(room);
  };
  for (const room of [...down.keys()].sort()) visit(room);
  return sorted;
}

/** Without those that another neighbour reaches already. */
function reduce(voisins: ReadonlySet<string>, down: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const reached = new Set<string>();
  const visit = (room: string) => {
    for (const voisin of down.get(room) ?? []) {
      if (reached.has(voisin)) continue;
      reached.add(voisin);
      visit(voisin);
    }
  };
  for (const voisin of voisins) visit(voisin);
  return [...voisins].filter((voisin) => !reached.has(voisin));
}

function drawLine(from: Point, to: Point): string {
  return `<line x1="${from.x}" y1="${from.y + COTE.hauteur}" x2="${to.x}" y2="${to.y}" stroke="#8a8f98"/>`;
}

function drawBox(room: string, { x, y }: Point): string {
  const { largeur, hauteur } = COTE;
  return `<rect x="${x - largeur / 2}" y="${y}" width="${largeur}" height="${hauteur}" rx="3" fill="#fff" stroke="#1f3a5f"/><text x="${x}" y="${y + 22}" text-anchor="middle" fill="#1f2430">${room}</text>`;
}
