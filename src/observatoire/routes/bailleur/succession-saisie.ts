import { GENRES_SUCCESSION, SORTS_OBJECTIFS } from "#donnees/regles/bailleur/succession.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  champ,
  choix,
  jour,
  montantOuVide,
  readChamps,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { PartSaisie, SuccessionSaisie } from "../../actes/bailleur/ecrire-succession.ts";
import { PARTS_MAX } from "../../pages/bailleur/libelles.ts";

/** `r.<key of a résidence>`: rank of its successor. */
const PREFIXE_RESIDENCE = "r.";

const CHAMPS_SUCCESSION = {
  genre: choix("Que se passe-t-il", GENRES_SUCCESSION),
  siren: texte("Bailleur").transform((siren) => siren.replaceAll(/\s/g, "")),
  jour: jour("Premier jour du successeur"),
  acte: texteOuVide(300).transform((acte) => acte ?? ""),
  objectifs: choix("Que deviennent ses objectifs", SORTS_OBJECTIFS),
  relu: relu(),
};

const RANGS = Array.from({ length: PARTS_MAX }, (_, rang) => rang + 1);

export function readSuccession(saisie: SaisieFormulaire, epci: string, aujourdhui: string): SuccessionSaisie {
  // Checks the parts' fields with the others; they are read by rank afterwards.
  readChamps(
    { ...CHAMPS_SUCCESSION, ...Object.fromEntries(RANGS.flatMap((rang) => champsPart(saisie, rang))) },
    saisie,
  );
  const { siren, ...succession } = readChamps(CHAMPS_SUCCESSION, saisie);
  const sirens = [siren, ...words(saisie, "autres")];
  return { epci, ...succession, sirens, parts: RANGS.flatMap((rang) => readPart(saisie, rang)), aujourdhui };
}

const vers = champ((valeur) => valeur.replaceAll(/\s/g, ""));
const part = montantOuVide("Part des objectifs").refine(
  (nombre) => nombre === null || nombre <= 100,
  "Part des objectifs\u00A0: écrivez un nombre de 0 à 100.",
);
const nom = texteOuVide(120);

function champsPart(saisie: SaisieFormulaire, rang: number): readonly (readonly [string, Champ<unknown>])[] {
  const aucun = RANGS.every((one) => valeurDe(saisie, `vers${one}`).trim() === "");
  const qui = aucun && rang === 1 ? "Successeur" : `Successeur n°\u00A0${rang}`;
  const attendu = residencesOf(saisie, rang).length > 0 || (aucun && rang === 1);
  const siren = vers.refine((lu) => lu !== "" || !attendu, `${qui}\u00A0: écrivez son SIREN, neuf chiffres.`);
  return [
    [`vers${rang}`, siren],
    [`part${rang}`, part],
    [`nom${rang}`, nom],
  ];
}

function readPart(saisie: SaisieFormulaire, rang: number): readonly PartSaisie[] {
  const valeurs = {
    vers: saisie[`vers${rang}`] ?? [],
    part: saisie[`part${rang}`] ?? [],
    nom: saisie[`nom${rang}`] ?? [],
  };
  const lu = readChamps({ vers, part, nom }, valeurs);
  if (lu.vers === "") return [];
  const communes = words(saisie, `communes${rang}`).map((code) => code.toUpperCase());
  const share = lu.part === null ? null : lu.part / 100;
  return [{ ...lu, part: share, communes, residences: residencesOf(saisie, rang) }];
}

function residencesOf(saisie: SaisieFormulaire, rang: number): readonly string[] {
  return Object.keys(saisie)
    .filter((nom) => nom.startsWith(PREFIXE_RESIDENCE) && valeurDe(saisie, nom) === String(rang))
    .map((nom) => nom.slice(PREFIXE_RESIDENCE.length));
}

function words(saisie: SaisieFormulaire, champ: string): readonly string[] {
  return valeurDe(saisie, champ)
    .split(/[\s,;]+/)
    .filter(Boolean);
}
