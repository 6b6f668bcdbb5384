import type { SeuilRow } from "#donnees/formats/rows.ts";
import { COMPTE_EN_QPV, REGLE_EN_QPV, TAUX_MINIMAL_EN_QPV } from "#droit/regles/en-qpv.ts";
import { GENERATION_QPV } from "#droit/regles/generation-qpv.ts";
import { REGLE_HORS_QPV, TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { REGION_ILE_DE_FRANCE } from "#droit/regles/ile-de-france.ts";
import { findValeur, hasValeur, nomOf, type Parametre, valeursOf } from "#droit/regles/parametre.ts";
import { COMPARAISON_AU_SEUIL, REGLE_QUARTILE, RESSOURCES_NULLES } from "#droit/regles/quartile.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { addDays, lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { capitalize, formatEuros, formatJour, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { Methode } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";

type ParametreCite = Methode["parametres"][number];

/** The rules behind the figures, with the values in force at the end of the period. */
export function buildMethodes(cadre: Cadre, seuil: SeuilRow | null): readonly Methode[] {
  return [horsQpv(cadre), enQpv(cadre), quartile(cadre, seuil), localisation(cadre), bornes()];
}

function horsQpv(cadre: Cadre): Methode {
  return {
    regle: REGLE_HORS_QPV,
    titre: "Attributions hors quartier prioritaire au premier quartile ou aux ménages relogés",
    article: `Art. L. 441-1 du CCH${sayTextes(TAUX_MINIMAL_HORS_QPV)}`,
    texte:
      "On compte les attributions suivies d’un bail signé, pour des logements situés hors quartier prioritaire. Au numérateur : les ménages du premier quartile et les ménages relogés d’une opération de renouvellement urbain ou d’une ORCOD, chaque bail une seule fois. Les baux sans ressources connues sont hors du calcul, sauf relogement. Les baux non localisés ne sont d’aucun côté : ils élargissent les bornes.",
    formule: "(premier quartile ∪ relogés) ÷ attributions hors QPV ; attendu = arrondi supérieur (taux × assiette)",
    confiance: "R",
    parametres: [cite(nomOf(TAUX_MINIMAL_HORS_QPV), cadre.horsQpv.plancher.valeur, formatTauxCourt)],
  };
}

function enQpv(cadre: Cadre): Methode {
  return {
    regle: REGLE_EN_QPV,
    titre: "Attributions en quartier prioritaire aux quartiles 2 à 4",
    article: "Art. L. 441-1-5 du CCH",
    texte: `On compte les attributions suivies d’un bail signé en quartier prioritaire, ressources connues. Au numérateur : les ménages qui ne sont pas du premier quartile. ${sayCompteEnQpv()}, que les bilans nationaux ont toujours comptées. Les propositions faites dans Blaise, et celles qu’un tableau imprimé compte, sont à côté, à titre d’indication.`,
    formule: "quartiles 2 à 4 ÷ attributions en QPV ; attendu = arrondi supérieur (taux × assiette)",
    confiance: "R",
    parametres: [cite(nomOf(TAUX_MINIMAL_EN_QPV), cadre.qpv.plancher.valeur, formatTauxCourt)],
  };
}

/** « (loi du 27 janvier 2017 et loi ELAN) »: texts behind the known values; empty when none has a name. */
function sayTextes(parametre: Parametre<unknown>): string {
  const textes = [...new Set(valeursOf(parametre).flatMap(({ texte }) => texte ?? []))];
  return textes.length === 0 ? "" : ` (${joinFrench(textes)})`;
}

/** « Jusqu’au 24 novembre 2018 le texte visait les propositions (à confirmer) ; depuis, il vise les attributions ». */
function sayCompteEnQpv(): string {
  const known = valeursOf(COMPTE_EN_QPV);
  const parts = known.map(({ depuis, valeur, confiance }, rank) => {
    const doute = confiance === "B" ? " (à confirmer)" : "";
    const next = known[rank + 1];
    if (next) return `jusqu’au ${formatJour(addDays(next.depuis, -1))} le texte visait les ${valeur}${doute}`;
    return rank === 0
      ? `depuis le ${formatJour(depuis)} le texte vise les ${valeur}${doute}`
      : `depuis, il vise les ${valeur}${doute}`;
  });
  return capitalize(parts.join(" ; "));
}

function quartile(cadre: Cadre, seuil: SeuilRow | null): Methode {
  const date = lastDayOfMonth(cadre.periode.annee, cadre.periode.dernierMois);
  const parametres: ParametreCite[] = [
    cite(
      nomOf(RESSOURCES_NULLES),
      cadre.nulles,
      (value) => ({ q1: "premier quartile", "q2-4": "quartiles 2 à 4", exclues: "exclues" })[value],
    ),
    ...citeAt(COMPARAISON_AU_SEUIL, date, (value) =>
      value === "strict" ? "strictement inférieur" : "inférieur ou égal",
    ),
  ];
  if (seuil) {
    parametres.unshift({
      nom: `seuil${seuil.epci === REGION_ILE_DE_FRANCE ? " régional d’Île-de-France" : ""} du premier quartile, par an et par unité de consommation`,
      valeur: formatEuros(seuil.seuilAnnuelUc),
      depuis: seuil.dateEffet,
      source: seuil.arrete ?? "Fichier des seuils déposé",
      // Without the text that sets it, a deposited figure is to be checked.
      confiance: seuil.arrete === null ? "B" : "R",
    });
  }
  return {
    regle: REGLE_QUARTILE,
    titre: "Premier quartile des ressources par unité de consommation",
    article: "Art. L. 441-1 du CCH ; arrêté annuel fixant les seuils par EPCI",
    texte:
      "Le quartile est calculé quand le fichier donne les revenus mensuels du foyer et les unités de consommation, et que le seuil de l’année est connu ; sinon on retient le quartile déclaré par le SNE. Les deux sont gardés et leurs désaccords sont comptés.",
    formule: "revenus mensuels × 12 ÷ unités de consommation < seuil",
    confiance: "R",
    parametres,
  };
}

function localisation(cadre: Cadre): Methode {
  return {
    regle: "situation.localisation-retenue",
    titre: "Logement en quartier prioritaire ou hors quartier prioritaire",
    article: joinFrench([...new Set(valeursOf(GENERATION_QPV).map(({ source }) => source))]),
    texte:
      "On retient, dans l’ordre : la réparation faite par une personne, la localisation déclarée par le fichier, la localisation calculée (point du logement dans le périmètre en vigueur au jour du bail). Sans aucune des trois, le logement est « inconnu » : il n’est pas hors quartier.",
    formule: "réparée, sinon déclarée, sinon calculée",
    confiance: "R",
    parametres: [
      ...citeAt(
        GENERATION_QPV,
        lastDayOfMonth(cadre.periode.annee, cadre.periode.dernierMois),
        (value) => `périmètres de ${value}`,
      ),
    ],
  };
}

function bornes(): Methode {
  return {
    regle: "bornes.non-localisees",
    titre: "Bornes et verdict",
    article: "Identification partielle (C. Manski) : aucune hypothèse sur les inconnus",
    texte:
      "Un bail dont le fichier ne dit pas la localisation, les ressources ou le relogement peut être hors de l’assiette, dans l’assiette seule, ou compter. Le taux le plus bas donne à chacun la moins bonne de ses réponses possibles, le plus haut la meilleure ; un fait inconnu qui ne change rien n’élargit rien. Un bail signé dans Blaise que le fichier a peut-être déjà, sans numéro qui le dise, peut n’être aucun bail de plus. Une ligne rejetée d’un fichier, que personne n’a mise de côté avec une raison, peut n’être aucun bail, ou en être un dont tout est inconnu. « Atteint » et « non atteint » sont dits seulement si aucune réponse ne peut les renverser ; sinon le verdict est « indécidable ». Une case vide ne veut jamais dire « non ». Sous 20 baux, on montre la fraction et non le pourcentage.",
    formule:
      "minimum = x ÷ (n + a + i) ; maximum = (x + p + d + i) ÷ (n + p + i), où p compte s’il est dans l’assiette, a n’y compte pas, d y est et compte peut-être, i peut tout",
    confiance: "M",
    parametres: [],
  };
}

function cite<T>(nom: string, valeur: Valeur<T>, show: (value: T) => string): ParametreCite {
  return {
    nom,
    valeur: show(valeur.valeur),
    depuis: valeur.depuis,
    source: valeur.source,
    confiance: valeur.confiance,
  };
}

function citeAt<T>(parametre: Parametre<T>, date: string, show: (value: T) => string): readonly ParametreCite[] {
  return hasValeur(parametre, date) ? [cite(nomOf(parametre), findValeur(parametre, date), show)] : [];
}
