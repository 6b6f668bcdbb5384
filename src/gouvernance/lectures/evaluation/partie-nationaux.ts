import type { ComparaisonCote, ComparaisonNationale } from "#bilan/lectures/comparaison-nationale/comparaison.ts";
import { compareNationaux } from "#bilan/lectures/comparaison-nationale/compare-national.ts";
import type { Rapport } from "#bilan/lectures/rapport/ports.ts";
import { listEtapes } from "#bilan/regles/comparaison-nationale/decomposition.ts";
import { FAITS_NATIONAUX } from "#bilan/regles/comparaison-nationale/faits.ts";
import { formatEcart, formatMilliemes, formatPoints } from "#bilan/regles/comparaison-nationale/format-ecart.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatFraction, formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { absente, contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

/** Ministry's figures of each year beside Blaise's (convention: results presented each year to the conférence). */
export const lireNationaux: Lecteur = async (base, { epci, annees, rapports }) => {
  const comparaisons = await readComparaisons(base, epci, rapports);
  const manquent = annees.filter((annee) => !comparaisons.some((one) => one.annee === annee));
  const absents = manquent.map(
    (annee) => `Aucun résultat national n’est publié ici pour ${annee} : il manque le fichier annuel de la DGALN.`,
  );
  const faits = FAITS_NATIONAUX.filter(({ annee }) => annees.includes(annee)).map(
    ({ annee, texte: fait, source }) => `France, ${annee} : ${fait} (${source})`,
  );
  if (comparaisons.length === 0) {
    const dit = [...absents, ...faits].join(" ");
    return { interne: absente(dit), publique: absente(dit) };
  }
  const imprime = comparaisons.flatMap(sayImprime);
  return {
    interne: contenu(
      [...imprime, ...absents, ...comparaisons.flatMap(sayEcarts), ...faits],
      comparaisons.flatMap(tableauxOf),
    ),
    publique: contenu([...imprime, ...absents, ...faits]),
  };
};

/** As frozen with the report; else as of today, on the same years. */
async function readComparaisons(
  base: Base,
  epci: string,
  rapports: readonly Rapport[],
): Promise<readonly ComparaisonNationale[]> {
  const figees = rapports.map(({ annee, annexes }) => ({ annee, nationaux: annexes.mesures?.nationaux }));
  const vivantes = figees.some(({ nationaux }) => !nationaux) ? await compareNationaux(base, epci) : [];
  return figees.flatMap(({ annee, nationaux }) => (nationaux ?? vivantes).find((one) => one.annee === annee) ?? []);
}

function sayImprime({ annee, source, publieLe, imprime }: ComparaisonNationale): readonly string[] {
  const origine = publieLe ? `${source}, publié le ${formatJour(publieLe)}` : source;
  return imprime.map(({ libelle, part, total, taux }) => {
    const nombres = part === null || total === null ? "nombres inconnus" : formatFraction(part, total);
    const imprimee = taux === null ? INCONNU : formatMilliemes(taux * 1000);
    return `${libelle}, ${annee} : ${nombres}, taux imprimé ${imprimee} (${origine}).`;
  });
}

function sayEcarts({ annee, cotes, sansLocal, explications }: ComparaisonNationale): readonly string[] {
  if (cotes === null) return [sansLocal ?? `Aucun chiffre local à mettre en face pour ${annee}.`];
  const parCote = cotes.flatMap(({ libelle, explications: raisons }) =>
    raisons.map((raison) => `${libelle} : ${raison}`),
  );
  return [...parCote, ...explications];
}

function tableauxOf({ annee, cotes }: ComparaisonNationale): readonly TableauEvaluation[] {
  return (cotes ?? []).map((cote) => tableauCote(annee, cote));
}

function tableauCote(annee: number, { libelle, decomposition, conclusion }: ComparaisonCote): TableauEvaluation {
  return tableau(
    `${libelle}, ${annee}`,
    ["Étape", { nombre: "Numérateur" }, { nombre: "Base" }, { nombre: "Part" }],
    listEtapes(decomposition).map(({ nom, etape, ecart }) =>
      [
        nom,
        ecart ? formatEcart(etape.part) : nombreOf(etape.part),
        ecart ? formatEcart(etape.total) : nombreOf(etape.total),
        ecart ? formatPoints(etape.milliemes) : formatMilliemes(etape.milliemes),
      ].map(texte),
    ),
    { note: conclusion },
  );
}

function nombreOf(value: number | null): string {
  return value === null ? INCONNU : formatNombre(value);
}
