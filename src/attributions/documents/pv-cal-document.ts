import { paragraphe, textes } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { capitalize, formatCompte, formatInstant, formatJour } from "#socle/regles/shared/format.ts";
import type { ContenuPv } from "../lectures/cal/pv.ts";

/** When the minutes were frozen, and whether their hash is still that of what is read; null: a draft. */
export type PvFigeLe = { readonly le: string; readonly empreinte: string; readonly intact: boolean } | null;

/** The minutes of a session as they were frozen: the same words as the page, no name of a household. */
export function composePvDocument(pv: ContenuPv, fige: PvFigeLe): DocumentMisEnPage {
  const titre = `Procès-verbal ${pv.reference}`;
  const etat = fige === null ? "Projet, la séance n’est pas close" : `Figé le ${formatInstant(fige.le)}`;
  return {
    titre,
    territoire: pv.bailleur,
    entete: [`Commission d’attribution de ${pv.bailleur}`, pv.reference].join(" · "),
    pied: `${titre}, ${etat.toLowerCase()}`,
    bandeau: pv.synthetique ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Séance", valeur: `${pv.reference}, le ${formatJour(pv.jour)}` },
      { terme: "Mode", valeur: pv.mode },
      { terme: "Règlement", valeur: pv.reglement },
      { terme: "Quorum", valeur: pv.quorum },
      { terme: "État", valeur: etat },
      ...extraitOf(pv),
      ...(fige === null
        ? []
        : [{ terme: "Empreinte", valeur: `${fige.empreinte}${fige.intact ? "" : " (ne correspond plus)"}` }]),
    ],
    sections: [
      { titre: "Membres", blocs: membresOf(pv) },
      ...pv.logements.map((logement) => ({
        titre: `${logement.reference}, ${logement.libelle}`,
        blocs: logementOf(logement),
      })),
      ...(pv.examens ? [{ titre: "Occupations examinées", blocs: [examensOf(pv.examens)] }] : []),
      { titre: "Signatures", blocs: [{ kind: "note", texte: "Le président de la commission : ____________________" }] },
    ],
    date: fige?.le ?? `${pv.jour}T00:00:00.000Z`,
  };
}

/** What concerns other territories is counted in the hash, and not shown. */
function extraitOf(pv: ContenuPv): DocumentMisEnPage["couverture"] {
  const { scelles, logements, examens = [] } = pv;
  const autres = scelles === undefined ? 0 : scelles.length - logements.length - examens.length;
  if (autres === 0) return [];
  const points = formatCompte(
    autres,
    "point d’un autre territoire n’y est pas",
    "points d’autres territoires n’y sont pas",
  );
  return [{ terme: "Extrait", valeur: `${points} ; l’empreinte est celle du procès-verbal entier` }];
}

function membresOf({ membres }: ContenuPv): readonly Bloc[] {
  return [
    {
      kind: "tableau",
      titre: "Qui siégeait",
      total: null,
      note: null,
      colonnes: [
        { titre: "Membre", droite: false, part: 3 },
        { titre: "Qualité", droite: false, part: 3 },
        { titre: "Voix", droite: false, part: 1.4 },
        { titre: "Présence", droite: false, part: 1.4 },
      ],
      lignes: membres.map(({ designation, qualite, voix, presence }) => textes(designation, qualite, voix, presence)),
    },
  ];
}

function logementOf({ exception, avis, candidats }: ContenuPv["logements"][number]): readonly Bloc[] {
  return [
    ...(exception === null ? [] : [{ kind: "note", texte: `Moins de trois candidats : ${exception}.` } as const]),
    paragraphe(avis === null ? "La commune n’a pas donné d’avis." : `Avis de la commune : ${endSentence(avis)}`),
    {
      kind: "tableau",
      titre: "Décisions",
      total: null,
      note: null,
      colonnes: [
        { titre: "Candidat", droite: false, part: 1.6 },
        { titre: "Décision", droite: false, part: 2 },
        { titre: "Motif", droite: false, part: 3 },
        { titre: "Vote", droite: false, part: 3 },
      ],
      lignes: candidats.map(({ nom, reference, decision, motif, vote }) =>
        textes(reference === null ? capitalize(nom) : `${capitalize(nom)}, ${reference}`, decision, motif ?? "–", vote),
      ),
    },
  ];
}

function examensOf(examens: NonNullable<ContenuPv["examens"]>): Bloc {
  return {
    kind: "tableau",
    titre: "Avis de la commission",
    total: null,
    note: "Conditions d’occupation constatées sur le dossier du bailleur (CCH, art. L. 442-5-2, à confirmer).",
    colonnes: [
      { titre: "Occupation", droite: false, part: 3 },
      { titre: "Situations", droite: false, part: 3 },
      { titre: "Avis", droite: false, part: 3 },
    ],
    lignes: examens.map(({ libelle, situations, avis }) => textes(libelle, situations.join(" ; "), avis)),
  };
}

/** What somebody wrote may end with its own full stop. */
function endSentence(texte: string): string {
  return /[.!?…]$/.test(texte.trim()) ? texte.trim() : `${texte.trim()}.`;
}
