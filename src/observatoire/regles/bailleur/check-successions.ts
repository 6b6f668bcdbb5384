import {
  type GenreSuccession,
  isDisparition,
  type SortObjectifs,
  type Succession,
} from "#donnees/regles/bailleur/succession.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { isSiren } from "#socle/regles/shared/siren.ts";

const SORTS: Readonly<Record<GenreSuccession, readonly SortObjectifs[]>> = {
  absorption: ["repris", "clos"],
  fusion: ["repris", "clos"],
  scission: ["repartis", "clos"],
  transfert: ["inchanges", "repartis"],
};

/** Checks one act. Throws `succession-invalide`, with what to correct. */
export function checkSuccession(succession: Succession): void {
  const wrong = findInvalide(succession);
  if (wrong !== null) throw new Refus("succession-invalide", `${succession.nom}\u00A0: ${wrong}`);
}

function findInvalide(succession: Succession): string | null {
  const { genre, siren, objectifs, parts } = succession;
  const sirens = [siren, ...parts.map(({ vers }) => vers)];
  const faux = sirens.find((one) => !isSiren(one));
  if (faux !== undefined) return `« ${faux} » n’est pas un SIREN. Vérifiez ses neuf chiffres.`;
  if (new Set(sirens).size < sirens.length) return "un même bailleur est écrit deux fois dans cet acte.";
  if (!SORTS[genre].includes(objectifs)) return "ce sort des objectifs ne va pas avec ce genre d’acte.";
  return findPartInvalide(succession) ?? (objectifs === "repartis" ? findRepartInvalide(succession) : null);
}

function findPartInvalide({ genre, parts }: Succession): string | null {
  const sansLieu = parts.filter(({ communes, residences }) => communes.length + residences.length === 0).length;
  if (genre === "absorption" || genre === "fusion") {
    return parts.length === 1 && sansLieu === 1
      ? null
      : "un seul bailleur reprend tout. Pour plusieurs, écrivez une scission.";
  }
  if (genre === "scission" && parts.length < 2) return "une scission a deux successeurs au moins.";
  if (genre === "scission" && sansLieu > 1) return "un seul successeur peut reprendre « le reste ».";
  return findLieuInvalide(genre, parts, sansLieu);
}

function findLieuInvalide(genre: GenreSuccession, parts: Succession["parts"], sansLieu: number): string | null {
  if (genre === "transfert" && (parts.length === 0 || sansLieu > 0)) {
    return "dites ce qui est transmis à chacun : des communes, ou des résidences.";
  }
  const twice = findTwice(parts.flatMap(({ communes, residences }) => [...communes, ...residences]));
  return twice === undefined ? null : `« ${twice} » est transmis deux fois.`;
}

function findTwice(written: readonly string[]): string | undefined {
  return written.find((one, rank) => written.indexOf(one) !== rank);
}

/** A hundredth of a point: shares are typed with two decimals at most. */
const PRECISION = 0.000_1;

function findRepartInvalide({ genre, parts }: Succession): string | null {
  const shares = parts.map(({ part }) => part);
  if (shares.some((share) => share === null)) return "donnez à chacun sa part des objectifs, en pourcentage.";
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  if (genre === "scission" && Math.abs(sum - 1) > PRECISION) return "les parts des objectifs doivent faire 100 %.";
  return sum > 1 + PRECISION ? "les parts des objectifs dépassent 100 %." : null;
}

/**
 * Checks the standing acts together: an ended bailleur neither acts nor takes over. Throws `succession-boucle` and `succession-contradictoire`,
 * naming the two acts.
 */
export function checkSuccessions(successions: readonly Succession[]): void {
  const ends = successions.filter(isDisparition);
  for (const end of ends) {
    const after = successions.find((one) => one !== end && one.siren === end.siren && one.jour >= end.jour);
    if (after) {
      throw contradict(`${direActe(after)} : ce bailleur n’existe plus, par l’acte ${direActe(end)}.`, after, end);
    }
    const taking = successions.find((one) => one.jour >= end.jour && one.parts.some(({ vers }) => vers === end.siren));
    if (taking) throw isLoop(taking, ends) ? loop(taking, end) : contradict(notThere(taking, end), taking, end);
  }
  refuseTwice(successions);
}

function isLoop({ siren, parts }: Succession, ends: readonly Succession[]): boolean {
  const reach = (from: string, seen: readonly string[]): boolean =>
    from === siren ||
    ends
      .filter((one) => one.siren === from && !seen.includes(from))
      .some((one) => one.parts.some(({ vers }) => reach(vers, [...seen, from])));
  return parts.some(({ vers }) => reach(vers, []));
}

function loop(taking: Succession, end: Succession): Refus {
  return conflit(
    "succession-boucle",
    `${direActe(taking)} ramène à son point de départ, par l’acte ${direActe(end)}. Annulez d’abord celui des deux qui se trompe.`,
    { actes: [direActe(taking), direActe(end)] },
  );
}

function notThere(taking: Succession, end: Succession): string {
  return `${direActe(taking)} : ${end.nom} n’existe plus ce jour-là, par l’acte ${direActe(end)}.`;
}

function contradict(why: string, ...actes: readonly Succession[]): Refus {
  return conflit("succession-contradictoire", `${why} Annulez d’abord l’acte qui se trompe.`, {
    actes: actes.map(direActe),
  });
}

/** Refuses two acts of a bailleur on a day, and a résidence handed over twice. */
function refuseTwice(successions: readonly Succession[]): void {
  successions.forEach((one, rank) => {
    const before = successions.slice(0, rank).filter(({ siren }) => siren === one.siren);
    const same = before.find(({ jour }) => jour === one.jour);
    if (same)
      throw contradict(
        `${direActe(one)} : un acte de ce bailleur est déjà écrit à ce jour, ${direActe(same)}.`,
        one,
        same,
      );
    const given = one.parts.flatMap(({ residences }) => residences);
    const twice = before.find(({ parts }) =>
      parts.some(({ residences }) => residences.some((cle) => given.includes(cle))),
    );
    if (twice)
      throw contradict(
        `${direActe(one)} : une de ces résidences est déjà transmise par l’acte ${direActe(twice)}.`,
        one,
        twice,
      );
  });
}

const NOMS: Readonly<Record<GenreSuccession, string>> = {
  absorption: "absorption",
  fusion: "fusion",
  scission: "scission",
  transfert: "transfert de patrimoine",
};

/** « absorption de Hamaris le 1er janvier 2019 (décret du 12 décembre 2018) ». */
function direActe({ genre, nom, jour, acte }: Succession): string {
  const de = genre === "fusion" || genre === "absorption" || genre === "scission" ? "de" : "par";
  return `${NOMS[genre]} ${de} ${nom} le ${formatJour(jour)} (${acte})`;
}
