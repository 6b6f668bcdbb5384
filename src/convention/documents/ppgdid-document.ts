import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import { ACTES_DU_PLAN, CONVENTIONS_DU_PLAN } from "../images/ppgdid-tables.ts";
import type { PlanLu, Ppgdid } from "../lectures/ppgdid/ppgdid.ts";
import { LIBELLE_CONTROLE_PPGDID, LIBELLE_ETAT_PPGDID } from "../regles/ppgdid/libelles.ts";

/** Lays out a plan: its rubriques, the checks of the text on the day read, its acts and its conventions. */
export function composePpgdid(ppgdid: Ppgdid, plan: PlanLu): DocumentMisEnPage {
  const lu = `lu au ${formatJour(ppgdid.jour)}`;
  return {
    titre: plan.titre,
    territoire: ppgdid.nom,
    entete: [plan.titre, ppgdid.nom, ...(ppgdid.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `${LIBELLE_ETAT_PPGDID[plan.etat]}, ${lu}`,
    bandeau: ppgdid.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: coverOf(ppgdid, plan),
    sections: [
      ...(plan.controles.length === 0
        ? []
        : [{ titre: "Ce que le texte demande", blocs: [tableauOf(CONTROLES, plan.controles)] }]),
      { titre: "Contenu", blocs: blocsContenu(ppgdid, plan) },
      { titre: "Actes", blocs: [tableau(ACTES_DU_PLAN, plan.actes, "Aucun acte n’est encore enregistré.")] },
      {
        titre: "Conventions",
        blocs: [tableau(CONVENTIONS_DU_PLAN, plan.conventions, "Aucune convention n’est encore enregistrée.")],
      },
    ],
    date: null,
  };
}

function coverOf({ nom, epci }: Ppgdid, plan: PlanLu): Definition[] {
  const { depuis, fin, accueilJours, accueilOrganisme } = plan;
  const accueil = accueilJours === null ? "délai non fixé" : `en ${formatCompte(accueilJours, "jour")} au plus`;
  return [
    { terme: "Territoire", valeur: `${nom} (SIREN ${epci})` },
    { terme: "État", valeur: LIBELLE_ETAT_PPGDID[plan.etat] },
    {
      terme: "Durée",
      valeur: depuis && fin ? `du ${formatJour(depuis)} au ${formatJour(fin)}` : "pas encore adopté",
    },
    { terme: "Premier accueil", valeur: accueilOrganisme === null ? accueil : `${accueil}, par ${accueilOrganisme}` },
    { terme: "Texte", valeur: "Code de la construction et de l’habitation, art. L. 441-2-8 et R. 441-2-10" },
  ];
}

function blocsContenu({ contenu }: Ppgdid, { rubriques }: PlanLu): Bloc[] {
  return contenu.flatMap(({ numero, titre }): Bloc[] => {
    const own = rubriques.find((rubrique) => rubrique.numero === numero);
    const head: Bloc = { kind: "sous-titre", texte: `${numero}° ${titre}` };
    if (own?.texte) return [head, ...own.texte.split(/\n+/).map(paragraphe)];
    return [head, note(own?.nonDecidee ? "Le plan dit que rien n’est décidé." : "Pas encore écrite.")];
  });
}

const CONTROLES = defineTable<PlanLu["controles"][number]>({
  code: "controles",
  titre: "",
  colonnes: [
    { code: "etat", titre: "État", part: 1, valeur: ({ etat }) => LIBELLE_CONTROLE_PPGDID[etat] },
    { code: "constat", titre: "Constat", part: 5, valeur: ({ phrase }) => phrase },
    {
      code: "texte",
      titre: "Texte",
      part: 2,
      valeur: ({ article, aConfirmer }) => (aConfirmer ? `${article} (à confirmer)` : article),
    },
  ],
});

function tableau<Ligne>(table: DefinitionTable<Ligne>, lignes: readonly Ligne[], vide: string): Bloc {
  return lignes.length === 0 ? paragraphe(vide) : tableauOf({ ...table, titre: "" }, lignes);
}
