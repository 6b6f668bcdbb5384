import { findValeur } from "#droit/regles/parametre.ts";
import { citeConvention, referenceOf } from "#engagements/regles/convention/references.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { DELAI_SANS_EVENEMENT } from "../../regles/demande/anciennete.ts";
import { colonne, compteBorne, figureOf } from "../cellule.ts";
import { type CadreDemandes, countAll, countBy, nombreOf } from "./compter.ts";
import { figureAnciennes, type Repartition } from "./figure-repartition.ts";
import { REPARTITIONS } from "./figures-stock.ts";

/** « Analyser les demandes non pourvues de plus de 9 mois (typologies demandées, montant des ressources, argumentaires du refus) ». */
export function figuresAnciennes(cadre: CadreDemandes): readonly Figure[] {
  const { typologie, plafond, quartile, propositions, refus, motifRefus } = REPARTITIONS;
  return [typologie, plafond, quartile, propositions, refus, motifRefus].map((repartition: Repartition) =>
    figureAnciennes(
      {
        ...repartition,
        code: repartition.code.replace("demandes-", "non-pourvues-"),
        titre: `Demandes de plus de ${cadre.delai} mois non pourvues : ${repartition.titre.toLowerCase()}`,
        ...referenceOf("nonPourvues"),
        confiance: citeConvention("nonPourvues") === null ? "B" : "S",
      },
      cadre,
    ),
  );
}

export function tellAnciennes({ comptes, total, delai }: CadreDemandes): string {
  const nombre = countAll(comptes, ({ ancienne }) => ancienne === "oui");
  const inconnues = countAll(comptes, ({ ancienne }) => ancienne === "inconnu");
  const rest =
    inconnues > 0 ? ` ; la date de ${formatCompte(inconnues, "autre est inconnue", "autres est inconnue")}` : "";
  return `${formatCompte(nombre, "demande a", "demandes ont")} plus de ${delai} mois, sur ${formatCompte(total, "demande")}${rest}.`;
}

/** Demandes that nobody seems to have handled: sums, open to every member. */
export function figureSignalees(cadre: CadreDemandes): Figure {
  const { comptes, silence, reference, filtre, communes } = cadre;
  const oui = countBy(comptes, "commune", ({ signalee }) => signalee === "oui");
  const peutEtre = countBy(comptes, "commune", ({ signalee }) => signalee === "inconnu");
  const stock = countBy(comptes, "commune");
  const cles = [...stock.keys()].filter(
    (cle) => (oui.get(cle) ?? 0) + (peutEtre.get(cle) ?? 0) > 0 && cle !== "inconnu",
  );
  const row = (cle: string, libelle: string): LigneFigure => ({
    cle,
    libelle,
    cellules: {
      signalees: compteBorne(
        oui.get(cle) ?? 0,
        (stock.get(cle) ?? 0) - (peutEtre.get(cle) ?? 0),
        peutEtre.get(cle) ?? 0,
      ),
      inconnues: nombreOf(peutEtre.get(cle) ?? 0),
      demandes: nombreOf(stock.get(cle) ?? 0),
    },
  });
  const lignes = cles
    .map((cle) => row(cle, communes.get(cle) ?? `Commune ${cle}, hors du territoire`))
    .toSorted((a, b) => (oui.get(b.cle) ?? 0) - (oui.get(a.cle) ?? 0) || a.libelle.localeCompare(b.libelle, "fr"));
  const nombre = countAll(comptes, ({ signalee }) => signalee === "oui");
  const inconnues = countAll(comptes, ({ signalee }) => signalee === "inconnu");
  return figureOf({
    code: "demandes-sans-suite",
    titre: `Demandes sans proposition ni évènement depuis plus de ${silence} mois, au ${formatJour(reference)}${filtre}`,
    lecture: `${formatCompte(nombre, "demande")} sans proposition ni évènement depuis plus de ${silence} mois${inconnues > 0 ? ` ; ${formatCompte(inconnues, "autre l’est peut-être", "autres le sont peut-être")}, le fichier ne le dit pas` : ""}.`,
    maille: "commune",
    colonnes: [
      colonne(
        "nombre",
        "signalees",
        "Sans suite",
        `Aucune proposition, aucun évènement depuis plus de ${silence} mois`,
      ),
      colonne(
        "nombre",
        "inconnues",
        "Peut-être",
        "Demandes dont le nombre de propositions ou le dernier évènement n’est pas écrit",
      ),
      colonne("nombre", "demandes", "Tout le stock", "Demandes en cours qui souhaitent cette commune en premier"),
    ],
    lignes: [
      ...lignes,
      ...((stock.get("inconnu") ?? 0) > 0 ? [row("inconnu", "Commune non renseignée")] : []),
      {
        cle: "total",
        libelle: "Territoire",
        total: true,
        cellules: {
          signalees: compteBorne(nombre, cadre.total - inconnues, inconnues),
          inconnues: nombreOf(inconnues),
          demandes: nombreOf(cadre.total),
        },
      },
    ],
    methode: methodeSignalees(cadre),
    carte: { colonne: "signalees", genre: "cercles", seuils: null },
  });
}

function methodeSignalees({ reference, source }: CadreDemandes): Figure["methode"] {
  const parametre = findValeur(DELAI_SANS_EVENEMENT, reference);
  return {
    definition: [
      "Aucune proposition écrite, et rien depuis ce délai : ni création, ni renouvellement, ni modification (DATE_MODIFICATION), ni proposition.",
      "Les communes où aucune demande n’est dans ce cas ne sont pas dans le tableau.",
    ],
    source,
    reference: `${parametre.source}. Délai par défaut : ${parametre.valeur} mois`,
    confiance: parametre.confiance,
    reserves: ["Une demande peut avoir été suivie par téléphone sans que le SNE le sache."],
  };
}
