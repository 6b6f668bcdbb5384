import type { Base } from "#socle/lectures/base.ts";
import { capitalize, formatCompte } from "#socle/regles/shared/format.ts";
import { parsePeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Mesures } from "../bilan.ts";
import type { BilanBailleur, ChiffreChange, Comparaison, Croisement, FiguresBailleur } from "./bilan-bailleur.ts";
import { computeBilanBailleur } from "./compute-bilan-bailleur.ts";

/** Compares a version with today's published data; the version is never rewritten. */
export async function comparerBilanBailleur(base: Base, version: BilanBailleur): Promise<Comparaison> {
  const { figures } = version;
  const today = await computeToday(base, version);
  if (today === null) return ofNothing(figures);
  const changements = compareFigures(figures, today);
  return { changements, phrase: tell(changements, figures) };
}

/** null: the publication with this bailleur was undone, name included. */
async function computeToday(
  base: Base,
  { epci, annee, periode, figures }: BilanBailleur,
): Promise<FiguresBailleur | null> {
  const { siren, bailleur: nom } = figures;
  try {
    return await computeBilanBailleur(base, { epci, siren, nom, periode: parsePeriode(annee, periode) });
  } catch (error) {
    if (error instanceof Refus && error.code === "bailleur-inconnu") return null;
    throw error;
  }
}

function ofNothing({ mesures: { total } }: FiguresBailleur): Comparaison {
  const nom = "Attributions suivies d’un bail signé";
  return {
    changements: [{ groupe: "mesures", nom, alors: total, aujourdhui: 0, ecart: -total }],
    phrase:
      "Les données publiées aujourd’hui ne contiennent plus rien de ce bailleur. La version ci-dessous ne change pas.",
  };
}

/** Every figure that differs, in the order of the page. A cell on one side only is 0 on the other. */
function compareFigures(alors: FiguresBailleur, aujourdhui: FiguresBailleur): readonly ChiffreChange[] {
  const [before, after] = [listChiffres(alors), listChiffres(aujourdhui)];
  const keys = [...before.keys(), ...[...after.keys()].filter((key) => !before.has(key))];
  return keys.flatMap((key): ChiffreChange[] => {
    const [then, now] = [before.get(key), after.get(key)];
    const found = then ?? now;
    if (!found) return [];
    const [a, b] = [then ? then.valeur : 0, now ? now.valeur : 0];
    if (a === b) return [];
    const ecart = a === null || b === null ? null : b - a;
    return [{ groupe: found.groupe, nom: found.nom, alors: a, aujourdhui: b, ecart }];
  });
}

type Chiffre = Pick<ChiffreChange, "groupe" | "nom"> & { readonly valeur: number | null };

function listChiffres(figures: FiguresBailleur): ReadonlyMap<string, Chiffre> {
  const { mesures, cumul, seuilPremierQuartile } = figures;
  return new Map<string, Chiffre>([
    ...ofMesures("periode", "", mesures),
    ...ofMesures("cumul", `${cumul.libelle} : `, cumul.mesures),
    ["seuil", { groupe: "mesures", nom: "Seuil du 1er quartile, en euros", valeur: seuilPremierQuartile }],
    ...figures.contingents.flatMap((croisement) => ofCroisement("contingents", croisement)),
    ...ofOrigines(figures),
    ...figures.secteurs.flatMap((croisement) => ofCroisement("secteurs", croisement)),
    ...figures.communes.flatMap((croisement) => ofCroisement("communes", croisement)),
  ]);
}

function ofMesures(cle: string, prefixe: string, m: Mesures): readonly (readonly [string, Chiffre])[] {
  const rows: readonly (readonly [string, number | null])[] = [
    ["attributions suivies d’un bail signé", m.total],
    ["hors QPV, attributions comptées", m.horsQpv.assiette],
    ["hors QPV, 1er quartile ou relogés", m.horsQpv.realise],
    ["hors QPV, objectif de la convention, attendu", m.horsQpv.cible?.attendu ?? null],
    ["en QPV, attributions comptées", m.qpv.assiette],
    ["en QPV, quartiles 2 à 4", m.qpv.realise],
    ["en QPV, objectif de la convention, attendu", m.qpv.cible?.attendu ?? null],
    ["non localisées, 1er quartile", m.nonLocalisees.premierQuartile],
    ["non localisées, autres quartiles", m.nonLocalisees.autres],
    ["ressources inconnues", m.sansRessources],
    ["ressources à 0 €", m.ressourcesNulles],
  ];
  return rows.map(([nom, valeur]) => [
    `${cle}/${nom}`,
    { groupe: "mesures", nom: capitalize(`${prefixe}${nom}`), valeur },
  ]);
}

function ofCroisement(
  groupe: ChiffreChange["groupe"],
  croisement: Croisement,
): readonly (readonly [string, Chiffre])[] {
  const { lignesDe, axe, premiereColonne, modalites, lignes } = croisement;
  return lignes.flatMap(({ code, libelle, valeurs }) =>
    modalites.map((modalite, rang): readonly [string, Chiffre] => {
      const nom = `${premiereColonne} ${libelle} : ${modalite.libelle}`;
      return [`${lignesDe}/${axe}/${code}/${modalite.code}`, { groupe, nom, valeur: valeurs[rang] ?? 0 }];
    }),
  );
}

function ofOrigines({ origines }: FiguresBailleur): readonly (readonly [string, Chiffre])[] {
  return origines.flatMap(({ contingent, libelleContingent, origine, libelleOrigine, dalo }) =>
    (["oui", "non", "inconnu"] as const).map((reponse): readonly [string, Chiffre] => {
      const nom = `${libelleContingent}, ${libelleOrigine.toLowerCase()} : DALO ${reponse}`;
      return [`origine/${contingent}/${origine}/${reponse}`, { groupe: "origines", nom, valeur: dalo[reponse] }];
    }),
  );
}

function tell(changements: readonly ChiffreChange[], { libellePeriode }: FiguresBailleur): string {
  if (changements.length === 0) return "Les données publiées aujourd’hui donnent les mêmes chiffres.";
  const chiffres = formatCompte(changements.length, "chiffre a changé", "chiffres ont changé");
  return `Depuis cette version, ${chiffres} dans les données publiées pour ${libellePeriode}. La version ci-dessous ne change pas.`;
}
