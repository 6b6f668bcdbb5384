import { LIBELLE_CATEGORIE } from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatCompte, formatEuros, formatJour, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { BilanEntretien } from "../lectures/entretien/bilan-entretien.ts";
import { LIBELLE_BESOIN_LOGEMENT, LIBELLE_NIVEAU_PREUVE, MOTIFS_DE_PRIORITE } from "../regles/entretien/entretien.ts";

const INCONNU = "non connu : à compléter";

const DITS_POSITION: Readonly<Record<PositionPlafond, string>> = {
  plai: "sous le plafond le plus bas (PLAI) : tous les logements sociaux",
  plus: "sous le plafond courant (PLUS) : la plupart des logements sociaux",
  pls: "sous le plafond haut (PLS) : quelques logements sociaux",
  "au-dela": "au-dessus des plafonds",
  inconnue: INCONNU,
};

/** Lines of the result of an interview, the same on the screen and on paper. */
export function lignesOfBilan(bilan: BilanEntretien): readonly Definition[] {
  const { typologie, budget, communes, entretien } = bilan;
  const { souhaits } = entretien.reponses;
  const besoins = souhaits?.besoins ?? [];
  return [
    { terme: "Plafonds de ressources, indicatif", valeur: sayEligibilite(bilan) },
    { terme: "Taille conseillée", valeur: typologie === null ? INCONNU : `${typologie}, au moins` },
    {
      terme: "Taille souhaitée",
      valeur: souhaits && souhaits.typologies.length > 0 ? souhaits.typologies.join(", ") : INCONNU,
    },
    { terme: "Communes souhaitées", valeur: communes.length === 0 ? INCONNU : joinFrench(communes) },
    {
      terme: `Loyer et charges, à ${formatTauxCourt(budget.effort.part)} des ressources`,
      valeur:
        budget.effort.loyer === null
          ? INCONNU
          : `${formatEuros(budget.effort.loyer)} au plus, avant aide au logement (à confirmer)`,
    },
    { terme: `En gardant ${formatEuros(budget.reste.parJour)} par jour et par unité`, valeur: sayReste(bilan) },
    ...(besoins.length === 0
      ? []
      : [{ terme: "Besoins", valeur: besoins.map((code) => LIBELLE_BESOIN_LOGEMENT[code]).join(" ; ") }]),
    { terme: "Action Logement", valeur: sayActionLogement(bilan) },
    { terme: "Filière rapide", valeur: bilan.rapide ? "oui : mobilité ou meublé, à loger en quelques jours" : "non" },
  ];
}

function sayEligibilite({ eligibilite: { lignes, annee } }: BilanEntretien): string {
  if (lignes.length === 0) return INCONNU;
  const dit = lignes.map(
    ({ categorie, position }) =>
      `${DITS_POSITION[position]} (catégorie ${categorie.numero} : ${LIBELLE_CATEGORIE[categorie.numero]})`,
  );
  return `${dit.join(", ou bien ")}. Plafonds ${annee} ; une personne handicapée relève d’une catégorie au-dessus.`;
}

function sayReste({ budget: { reste, chargesConnues } }: BilanEntretien): string {
  if (reste.bornes === null) return INCONNU;
  const [bas, haut] = reste.bornes;
  const loyer =
    bas === haut
      ? `${formatEuros(bas)} au plus`
      : `de ${formatEuros(bas)} à ${formatEuros(haut)} selon l’âge des enfants`;
  return `${loyer}, avant aide au logement${chargesConnues ? "" : ", crédits non connus"} (à confirmer)`;
}

function sayActionLogement({ actionLogement, entretien }: BilanEntretien): string {
  if (actionLogement === "oui") {
    const siret = entretien.reponses.emploi?.employeurSiret ?? null;
    return `bénéficiaire${siret === null ? ", SIRET à demander" : `, SIRET ${siret}`}`;
  }
  return actionLogement === "non" ? "non" : INCONNU;
}

export function motifsOfBilan({ motifs, motifsInconnus }: BilanEntretien): readonly Definition[] {
  return [
    ...motifs.map(({ motif, niveau }) => ({
      terme: MOTIFS_DE_PRIORITE[motif].libelle,
      valeur: LIBELLE_NIVEAU_PREUVE[niveau],
    })),
    ...(motifsInconnus === 0
      ? []
      : [
          {
            terme: "Sans réponse",
            valeur: formatCompte(motifsInconnus, "motif pas encore su", "motifs pas encore sus"),
          },
        ]),
  ];
}

type Territoire = { readonly nom: string; readonly demonstration: boolean };

export function renderEntretienPdf(bilan: BilanEntretien, territoire: Territoire): Promise<Uint8Array> {
  return renderDocumentPdf(composeEntretien(bilan, territoire));
}

function composeEntretien(bilan: BilanEntretien, { nom, demonstration }: Territoire): DocumentMisEnPage {
  const { entretien } = bilan;
  const motifs = motifsOfBilan(bilan);
  const blocMotifs: Bloc =
    motifs.length === 0 ? paragraphe("Aucun n’a été dit.") : { kind: "definitions", definitions: motifs };
  return {
    titre: "Entretien découverte",
    territoire: nom,
    entete: ["Entretien découverte", nom].join(" · "),
    pied: "indicatif : seule la commission d’attribution décide",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      {
        terme: "Personne",
        valeur: [entretien.nom, entretien.prenom].filter((mot) => mot !== null).join(" ") || "sans nom",
      },
      { terme: "Mené par", valeur: `${entretien.nomOrganisation}, le ${formatJour(entretien.le)}` },
    ],
    sections: [
      { titre: "Ce qui ressort", blocs: [{ kind: "definitions", definitions: lignesOfBilan(bilan) }] },
      { titre: "Motifs de priorité", blocs: [blocMotifs] },
      {
        titre: "À apporter pour la demande",
        blocs: bilan.papiers.map((texte): Bloc => paragraphe(`— ${texte}`)),
      },
    ],
    date: null,
    dense: true,
  };
}
