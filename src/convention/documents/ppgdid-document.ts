import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { type ColonneTexte, tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { PlanLu, Ppgdid } from "../lectures/ppgdid/ppgdid.ts";
import { LIBELLE_ACTE_PPGDID } from "../regles/ppgdid/acte.ts";
import { LIBELLE_CONTROLE_PPGDID, LIBELLE_ETAT_PPGDID } from "../regles/ppgdid/libelles.ts";
import { LIBELLE_CONVENTION_PPGDID } from "../regles/ppgdid/plan.ts";

/** The plan, laid out: what it says, what the text asks of it on that day, its acts, its conventions. */
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
      ...(plan.controles.length === 0 ? [] : [{ titre: "Ce que le texte demande", blocs: [tableauControles(plan)] }]),
      { titre: "Contenu", blocs: blocsContenu(ppgdid, plan) },
      { titre: "Actes", blocs: [tableauActes(plan)] },
      { titre: "Conventions", blocs: [tableauConventions(plan)] },
    ],
    fiches: [],
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

function tableauControles({ controles }: PlanLu): Bloc {
  return tableau(
    [
      ["État", 1],
      ["Constat", 5],
      ["Texte", 2],
    ],
    controles.map(({ etat, phrase, article, aConfirmer }) => [
      LIBELLE_CONTROLE_PPGDID[etat],
      phrase,
      aConfirmer ? `${article} (à confirmer)` : article,
    ]),
    "Rien.",
  );
}

function tableauActes({ actes }: PlanLu): Bloc {
  return tableau(
    [
      ["Acte", 3],
      ["Date", 1.5],
      ["Référence", 3],
    ],
    actes.map(({ nature, date, annee, acte }) => [
      annee === null ? LIBELLE_ACTE_PPGDID[nature] : `${LIBELLE_ACTE_PPGDID[nature]} de ${annee}`,
      formatJour(date),
      acte,
    ]),
    "Aucun acte n’est encore enregistré.",
  );
}

function tableauConventions({ conventions }: PlanLu): Bloc {
  return tableau(
    [
      ["Convention", 3],
      ["Nature", 2],
      ["Signataires", 3],
    ],
    conventions.map(({ titre, nature, arrete, signataires }) => [
      titre,
      LIBELLE_CONVENTION_PPGDID[nature],
      [
        ...(arrete === null ? [] : [`imposée par arrêté : ${arrete}`]),
        ...signataires.map(({ nom, signeLe }) => `${nom} : ${signeLe === null ? "non signée" : formatJour(signeLe)}`),
      ].join(" ; "),
    ]),
    "Aucune convention n’est encore enregistrée.",
  );
}

function tableau(colonnes: readonly ColonneTexte[], lignes: readonly (readonly string[])[], vide: string): Bloc {
  return lignes.length === 0 ? paragraphe(vide) : tableauTextes("", colonnes, lignes);
}
