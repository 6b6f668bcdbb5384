import { GENRES_SUCCESSION, SORTS_OBJECTIFS } from "#donnees/regles/bailleur/succession.ts";
import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { PartSaisie, SuccessionSaisie } from "../../actes/bailleur/ecrire-succession.ts";
import { PARTS_MAX } from "../../pages/bailleur/libelles.ts";

/** `r.<key of a résidence>`: the rank of whoever takes it. */
const PREFIXE_RESIDENCE = "r.";

export function readSuccession(lu: Lecture, epci: string, aujourdhui: string): SuccessionSaisie {
  const genre = lu.choice("genre", "Que se passe-t-il", GENRES_SUCCESSION);
  const siren = lu.text("siren", "Bailleur").replaceAll(/\s/g, "");
  const autres = words(lu.saisie, "autres");
  const jour = lu.dayOrNull("jour", "Premier jour du successeur");
  if (jour === null && valeurDe(lu.saisie, "jour") === "") {
    lu.fail("jour", "Premier jour du successeur : donnez la date, jour, mois et année.");
  }
  const acte = lu.textOrNull("acte", 300) ?? "";
  const objectifs = lu.choice("objectifs", "Que deviennent ses objectifs", SORTS_OBJECTIFS);
  const ranks = Array.from({ length: PARTS_MAX }, (_, rank) => rank + 1);
  const parts = ranks.flatMap((rang) => readPart(lu, rang));
  if (parts.length === 0) lu.fail("vers1", "Successeur : écrivez son SIREN, neuf chiffres.");
  return {
    epci,
    genre,
    sirens: [siren, ...autres],
    jour: jour ?? "",
    acte,
    objectifs,
    parts,
    relu: isRelu(lu.saisie),
    aujourdhui,
  };
}

function readPart(lu: Lecture, rang: number): readonly PartSaisie[] {
  const { saisie } = lu;
  const vers = valeurDe(saisie, `vers${rang}`).replaceAll(/\s/g, "");
  const residences = Object.keys(saisie)
    .filter((nom) => nom.startsWith(PREFIXE_RESIDENCE) && valeurDe(saisie, nom) === String(rang))
    .map((nom) => nom.slice(PREFIXE_RESIDENCE.length));
  if (vers === "") {
    if (residences.length > 0) lu.fail(`vers${rang}`, `Successeur n° ${rang} : écrivez son SIREN, neuf chiffres.`);
    return [];
  }
  const part = lu.amount(`part${rang}`, "Part des objectifs");
  if (part !== null && part > 100) lu.fail(`part${rang}`, "Part des objectifs : écrivez un nombre de 0 à 100.");
  return [
    {
      vers,
      nom: lu.textOrNull(`nom${rang}`, 120),
      part: part === null ? null : part / 100,
      communes: words(saisie, `communes${rang}`).map((code) => code.toUpperCase()),
      residences,
    },
  ];
}

function words(saisie: SaisieFormulaire, champ: string): readonly string[] {
  return valeurDe(saisie, champ)
    .split(/[\s,;]+/)
    .filter(Boolean);
}
