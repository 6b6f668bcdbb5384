import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { formatCompte, formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import { tableComptes } from "../images/comptes-fiches-table.ts";
import type { FicheLue, FichesComptees } from "../lectures/fiche-contact/read-fiches.ts";
import {
  LIBELLE_BUDGET_PROSPECT,
  LIBELLE_DIT_PROSPECT,
  LIBELLE_EMPLOI_PROSPECT,
  LIBELLE_ISSUE_FICHE,
  LIBELLE_URGENCE_PROSPECT,
} from "../regles/fiche-contact/fiche-contact.ts";

const INCONNU = "non connu";

/** Lines of a contact form, the same on the screen and on paper. */
export function ligneOfFiche(fiche: FicheLue): readonly Definition[] {
  const { besoin, communes } = fiche;
  const { personnes, typologies, budget, emploi, urgence, locataireHlm, dits } = besoin;
  return [
    { terme: "Téléphone", valeur: fiche.telephone ?? INCONNU },
    { terme: "Courriel", valeur: fiche.courriel ?? INCONNU },
    { terme: "Accord de la personne", valeur: `donné le ${formatJour(fiche.consentementLe)}` },
    { terme: "Personnes", valeur: personnes === null ? INCONNU : formatCompte(personnes, "personne") },
    { terme: "Taille du logement", valeur: typologies.length === 0 ? INCONNU : typologies.join(", ") },
    { terme: "Communes souhaitées", valeur: communes.length === 0 ? INCONNU : joinFrench(communes) },
    { terme: "Budget, loyer et charges", valeur: dit(LIBELLE_BUDGET_PROSPECT, budget) },
    { terme: "Situation d’emploi", valeur: dit(LIBELLE_EMPLOI_PROSPECT, emploi) },
    { terme: "Urgence", valeur: dit(LIBELLE_URGENCE_PROSPECT, urgence) },
    { terme: "Déjà locataire du parc social", valeur: locataireHlm === "inconnu" ? INCONNU : locataireHlm },
    {
      terme: "Ce qui lui a été dit",
      valeur: dits.length === 0 ? "rien n’est noté" : dits.map((code) => LIBELLE_DIT_PROSPECT[code]).join(" ; "),
    },
    ...(fiche.precisions === null ? [] : [{ terme: "Précisions", valeur: fiche.precisions }]),
  ];
}

function dit<T extends string>(libelles: Readonly<Record<T, string>>, code: T | null): string {
  return code === null ? INCONNU : libelles[code];
}

type Territoire = { readonly nom: string; readonly demonstration: boolean };

export function renderFichePdf(fiche: FicheLue, territoire: Territoire): Promise<Uint8Array> {
  return renderDocumentPdf(composeFiche(fiche, territoire));
}

function composeFiche(fiche: FicheLue, { nom, demonstration }: Territoire): DocumentMisEnPage {
  const titre = `Fiche contact ${fiche.reference}`;
  return {
    titre,
    territoire: nom,
    entete: [titre, nom].join(" · "),
    pied: "donnée personnelle : à détruire après usage",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Personne", valeur: [fiche.nom, fiche.prenom].filter((mot) => mot !== null).join(" ") },
      { terme: "Envoyée par", valeur: `${fiche.nomOrganisation}, le ${formatJour(fiche.emiseLe)}` },
    ],
    sections: [
      { titre: "Ce que la fiche dit", blocs: [{ kind: "definitions", definitions: ligneOfFiche(fiche) }] },
      {
        titre: "Suites",
        blocs: [
          {
            kind: "definitions",
            definitions: fiche.suites.map((suite) => ({ terme: suite.nom, valeur: saySuite(suite) })),
          },
        ],
      },
    ],
    date: null,
  };
}

function saySuite({ accuseeLe, accuserAvant, issue, closeLe }: FicheLue["suites"][number]): string {
  if (issue !== null && closeLe !== null) return `${LIBELLE_ISSUE_FICHE[issue]}, le ${formatJour(closeLe)}`;
  return accuseeLe === null
    ? `réception à accuser avant le ${formatJour(accuserAvant)}`
    : `réception accusée le ${formatJour(accuseeLe)}`;
}

export function renderComptesFichesCsv({ comptes, noms }: FichesComptees): string {
  return csvOf(tableComptes(noms), comptes.lignes, "tableur");
}

export function renderComptesFichesXlsx({ comptes, noms }: FichesComptees, lieu: LieuClasseur): Promise<Uint8Array> {
  const aPropos = { ...lieu, titre: "Fiches contact", sources: SAISI };
  return renderClasseur(aPropos, [["Fiches contact", feuilleOf(tableComptes(noms), comptes.lignes)]]);
}
