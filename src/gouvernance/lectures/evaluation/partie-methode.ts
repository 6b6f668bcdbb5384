import type { Bilan } from "#bilan/lectures/bilan.ts";
import { draftCommentaires } from "#bilan/lectures/rapport/draft-commentaires.ts";
import type { Rapport } from "#bilan/lectures/rapport/ports.ts";
import {
  formatCompte,
  formatConnu,
  formatJour,
  formatJourCourt,
  formatNombre,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { sayTotalDiffuse } from "./chiffres-diffuses.ts";
import { contenu, type Lecteur, type Matiere, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

export const lireMethode: Lecteur = async (_, matiere) => {
  const { rapports, seuil, diffusee } = matiere;
  const bilans = rapports.map(({ bilan }) => bilan);
  const communes = [...rapports.map(sayRapport), sayJour(matiere)];
  return {
    interne: contenu(
      [
        ...communes,
        ...bilans.flatMap(({ surComptes }) => surComptes?.phrase ?? []),
        ...bilans.map(sayInconnus),
        ...bilans.map((bilan) => `${bilan.annee}. ${draftCommentaires(bilan).controles}`),
      ],
      [tableauRegles(bilans), tableauSources(bilans)],
    ),
    publique: contenu(
      [
        ...communes,
        sayMasque(seuil),
        sayDiffusion(diffusee),
        ...bilans.map(({ annee }) => sayTotalDiffuse(diffusee, annee)),
      ],
      [tableauRegles(bilans)],
    ),
  };
};

function sayRapport({ annee, numero, figeLe, empreinte }: Rapport): string {
  return `Les chiffres de ${annee} sont ceux du rapport ${numero}, figé le ${formatJour(figeLe)} (empreinte ${empreinte.slice(0, 12)}) ; aucun n’a été recalculé.`;
}

function sayJour({ aujourdhui }: Matiere): string {
  return `Relogement, programme, actions, décisions et observatoire sont lus le ${formatJour(aujourdhui)}.`;
}

function sayMasque(seuil: number): string {
  return `Version publique : les nombres de chaque bailleur, les compteurs du relogement et tout nombre de ménages inférieur à ${seuil} (seuil à confirmer) n’y sont pas.`;
}

function sayDiffusion(diffusee: Matiere["diffusee"]): string {
  if (diffusee === null)
    return "Aucun compte d’attributions n’est encore diffusé : la version publique n’en donne pas.";
  return `Les comptes d’attributions sont ceux de la diffusion ${diffusee.numero}, publiée le ${formatJour(diffusee.publieLe)} : les baux enregistrés après la diffusion de leur trimestre n’y sont pas.`;
}

function sayInconnus({ annee, total, nonLocalisees, sansRessources, ressourcesNulles }: Bilan): string {
  return `${annee} : ${formatCompte(total, "bail signé", "baux signés")}, dont ${formatCompte(nonLocalisees.total, "non localisé", "non localisés")} (${formatNombre(nonLocalisees.premierQuartile)} du 1er quartile, ${formatNombre(nonLocalisees.autres)} des autres), ${formatConnu(sansRessources)} sans ressources connues, hors des deux tests, et ${formatConnu(ressourcesNulles)} à 0 €.`;
}

function tableauRegles(bilans: readonly Bilan[]): TableauEvaluation {
  const methodes = new Map(bilans.flatMap((bilan) => bilan.methodes).map((methode) => [methode.regle, methode]));
  return tableau(
    "Règles appliquées",
    ["Règle", "Calcul", "Texte", "Paramètres"],
    [...methodes.values()].map(({ titre, formule, article, parametres }) =>
      [
        titre,
        formule,
        article,
        joinFrench(
          parametres.map(
            ({ nom, valeur, confiance }) => `${nom}, ${valeur}${confiance === "B" ? " (à confirmer)" : ""}`,
          ),
        ),
      ].map(texte),
    ),
  );
}

function tableauSources(bilans: readonly Bilan[]): TableauEvaluation {
  const sources = new Map(bilans.flatMap((bilan) => bilan.sources).map((source) => [source.lot, source]));
  return tableau(
    "Fichiers employés par les bilans",
    ["Source", "Période", "Fichier", { nombre: "Lignes comptées" }, { nombre: "Rejetées" }, "Publié le"],
    [...sources.values()].map(({ libelle, periode, fichier, lignes, rejetees, publieLe }) =>
      [libelle, periode, fichier, formatNombre(lignes), formatConnu(rejetees ?? null), formatJourCourt(publieLe)].map(
        texte,
      ),
    ),
  );
}
