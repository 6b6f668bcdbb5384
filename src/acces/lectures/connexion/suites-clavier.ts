/** Rows of keys in reading order, and number sequences. */
const RANGEES = [
  "01234567890123456789",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
];

/** Each row is shifted slightly right of the one above: a key touches those of its column and of the next, one row up. */
const CLAVIERS: readonly ReadonlyMap<string, readonly [x: number, y: number]>[] = [
  placesOf(["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"]),
  placesOf(["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]),
];

const PERIODE_MAX = 6;
const TRONCON_MIN = 3;
const ISOLES_MAX = 4;

/**
 * Whether the whole text is a movement and not a choice: a row of keys or the alphabet, a walk over a French or foreign keyboard, two alternating
 * rows, a short repeated piece, or any of these backwards. `simple`: lower case, no accent or space.
 */
export function isSuite(simple: string): boolean {
  const court = simple.replace(/(.)\1+/g, "$1");
  return [simple, court].some(
    (texte) => isRangee(texte) || isMiroir(texte) || isRepetition(texte) || isAlternance(texte) || isMarche(texte),
  );
}

function isRangee(texte: string): boolean {
  const reverse = [...texte].reverse().join("");
  return RANGEES.some((rangee) => rangee.includes(texte) || rangee.includes(reverse));
}

function isMiroir(texte: string): boolean {
  return texte.length >= 8 && texte === [...texte].reverse().join("");
}

/** « passpasspass1 »: as weak as its piece. */
function isRepetition(texte: string): boolean {
  const corps = texte.slice(0, Math.max(8, texte.length - 3));
  for (let periode = 1; periode <= PERIODE_MAX && periode * 2 <= corps.length; periode += 1) {
    if ([...corps].every((signe, rang) => signe === corps[rang % periode])) return true;
  }
  return false;
}

/** Two alternating sequences: « 1a2z3e4r », « 010203040506 ». */
function isAlternance(texte: string): boolean {
  const [pairs, impairs] = [0, 1].map((reste) => [...texte].filter((_, rang) => rang % 2 === reste).join(""));
  return [pairs, impairs].every((un) => un !== undefined && un.length >= 4 && (isRangee(un) || new Set(un).size === 1));
}

/** Runs of three neighbouring keys or more, and nearly nothing else. */
function isMarche(texte: string): boolean {
  return CLAVIERS.some((clavier) => {
    const isoles = troncons(texte, clavier).filter((longueur) => longueur < TRONCON_MIN);
    const seuls = isoles.reduce((sum, longueur) => sum + longueur, 0);
    return seuls <= ISOLES_MAX && texte.length - seuls >= 8;
  });
}

/** Lengths of the runs in which each key touches the previous one. */
function troncons(texte: string, clavier: (typeof CLAVIERS)[number]): readonly number[] {
  const longueurs: number[] = [];
  let avant: string | null = null;
  for (const signe of texte) {
    const last = longueurs.length - 1;
    if (avant !== null && areNeighbours(clavier.get(avant), clavier.get(signe)))
      longueurs[last] = (longueurs[last] ?? 0) + 1;
    else longueurs.push(1);
    avant = signe;
  }
  return longueurs;
}

type Place = readonly [x: number, y: number] | undefined;

function areNeighbours(a: Place, b: Place): boolean {
  if (!a || !b) return false;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  if (dy === 0) return Math.abs(dx) <= 1;
  return Math.abs(dy) === 1 && (dx === 0 || dx === -dy);
}

function placesOf(rangees: readonly string[]): ReadonlyMap<string, readonly [number, number]> {
  return new Map(rangees.flatMap((rangee, y) => [...rangee].map((touche, x) => [touche, [x, y] as const])));
}
