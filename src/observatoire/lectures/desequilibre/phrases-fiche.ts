import { formatCompte, formatNombre, formatTaux, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { LIBELLE_FONCTIONNEMENT } from "../../regles/desequilibre/fonctionnement.ts";
import { dansPhrase, LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import type { AnalyseDesequilibre, Ecart, EcartOccupation, UniteAnalysee } from "./analyse.ts";
import { isSurrepresentation } from "./occupations.ts";

/** « familles monoparentales (42,0 % contre 21,3 % dans le reste du territoire) ». */
function citeEcart(libelle: string, { taux, reference }: Pick<Ecart, "taux" | "reference">): string {
  const contre = reference === null ? "" : ` contre ${formatTaux(reference)} dans le reste du territoire`;
  return `${dansPhrase(libelle)} (${taux === null ? "taux inconnu" : formatTaux(taux)}${contre})`;
}

function citeAll(ecarts: readonly EcartOccupation[]): string {
  return joinFrench(ecarts.map((ecart) => citeEcart(LIBELLE_OCCUPATION[ecart.indicateur], ecart)));
}

export function phrasesEquilibre(
  { populations }: UniteAnalysee,
  { methode, enquete }: AnalyseDesequilibre,
): readonly string[] {
  const { classe, ecarts, diagnostic } = populations.occupants;
  const counted = ecarts.filter(({ poids }) => poids > 0);
  const etablis = counted.filter(isSurrepresentation);
  const surveilles = counted.filter((ecart) => ecart.classe === "a-surveiller" && ecart.sens === "sur");
  const sous = counted.filter((ecart) => ecart.classe === "ecart-etabli" && ecart.sens === "sous");
  const minimum = methode.seuils.effectifMinimal;
  switch (classe) {
    case "inconnu":
      return [
        "Sans réponse à l’enquête",
        enquete === null
          ? "Aucune enquête OPS n’est publiée : l’occupation de la résidence n’est pas connue."
          : `L’enquête OPS ${enquete} ne dit rien de cette résidence.`,
      ];
    case "effectif-faible":
      return [
        "Effectif trop faible",
        `Moins de ${minimum} ménages ont répondu : aucun taux n’est montré, aucune lecture n’est possible.`,
      ];
    case "ecart-etabli":
      return [
        `Écart établi : ${formatCompte(etablis.length, "sur-représentation", "sur-représentations")}`,
        `Parmi ses occupants : ${citeAll(etablis)}.`,
        ...(surveilles.length > 0 ? [`À surveiller aussi : ${citeAll(surveilles)}.`] : []),
        ...phrasesSous(sous),
        phraseDiagnostic(diagnostic),
      ];
    case "a-surveiller":
      return [
        "À surveiller, sans écart établi",
        `Parmi ses occupants : ${citeAll(surveilles)}.`,
        ...phrasesSous(sous),
        phraseDiagnostic(diagnostic),
      ];
    case "non-distinguable":
      return [
        "Non distinguable du reste du territoire",
        `Aucune sur-représentation sur ${formatCompte(counted.filter(({ taux }) => taux !== null).length, "indicateur comparé", "indicateurs comparés")}. Cela ne prouve pas qu’elle est équilibrée : une petite résidence ne se distingue pas facilement.`,
        ...phrasesSous(sous),
        phraseDiagnostic(diagnostic),
      ];
  }
}

function phrasesSous(sous: readonly EcartOccupation[]): readonly string[] {
  return sous.length > 0 ? [`Moins qu’ailleurs, de façon établie : ${citeAll(sous)}.`] : [];
}

function phraseDiagnostic({
  surrepresentations,
  sousPlai,
}: UniteAnalysee["populations"]["occupants"]["diagnostic"]): string {
  const plai =
    sousPlai === null
      ? "part sous le plafond PLAI inconnue"
      : `${formatTauxCourt(sousPlai)} des ménages sous le plafond PLAI`;
  const nombre =
    surrepresentations === null ? "nombre inconnu" : formatCompte(surrepresentations, "sur-représentation");
  return `Par la règle simple du diagnostic signé : ${nombre}, ${plai}.`;
}

export function phrasesSolidite({ populations }: UniteAnalysee, { methode }: AnalyseDesequilibre): readonly string[] {
  const { ecarts, stabilite, indice } = populations.occupants;
  const etablis = ecarts.filter((ecart) => ecart.poids > 0 && isSurrepresentation(ecart));
  const confirmes = etablis.filter(({ confirme }) => confirme);
  const { etabli, q } = methode.seuils;
  const phrases: string[] = [];
  if (etablis.length > 0) {
    phrases.push(
      `Établi veut dire : plus de ${formatTauxCourt(etabli)} de chances d’être vraiment au-dessus du territoire. ${
        confirmes.length === 0
          ? "Le test corrigé, plus sévère, n’en confirme aucun."
          : `Le test corrigé, plus sévère (${formatTauxCourt(q)} de fausses alertes), confirme ${confirmes.length === etablis.length ? "chacun" : `${formatNombre(confirmes.length)} sur ${formatNombre(etablis.length)}`} : ${joinFrench(confirmes.map(({ indicateur }) => dansPhrase(LIBELLE_OCCUPATION[indicateur])))}.`
      }`,
    );
  }
  if (indice !== null && stabilite !== null) {
    phrases.push(
      `Son indice est de ${formatNombre(Math.round(indice))} (territoire : 100). Elle est dans le premier dixième des résidences dans ${formatTauxCourt(stabilite)} des tirages : ${libelleRang(stabilite)}.`,
    );
  }
  return phrases.length > 0 ? phrases : ["Rien n’est établi : il n’y a pas de réponse à apprécier."];
}

function libelleRang(stabilite: number): string {
  if (stabilite >= 0.9) return "ce rang ne tient pas au hasard";
  return stabilite >= 0.5 ? "ce rang est probable, pas certain" : "elle n’y est pas, ou seulement par hasard";
}

export function phrasesEntrants({ evolutions, evolution, populations }: UniteAnalysee): readonly string[] {
  const cite = (cherche: "s-aggrave" | "s-ameliore") =>
    joinFrench(
      evolutions
        .filter((one) => one.evolution === cherche && !one.indicateur.startsWith("titulaire-"))
        .map(({ indicateur, difference, intervalle }) =>
          intervalle === null || difference === null
            ? dansPhrase(LIBELLE_OCCUPATION[indicateur])
            : `${dansPhrase(LIBELLE_OCCUPATION[indicateur])} (${points(difference)}, entre ${points(intervalle[0])} et ${points(intervalle[1])})`,
        ),
    );
  const entrants = populations["emmenages-recents"].classe;
  switch (evolution) {
    case "inconnu":
      return ["Trop peu d’emménagés récents ou de ménages déjà là ont répondu pour les comparer."];
    case "non-distinguable":
      return ["Les emménagés récents ne se distinguent pas des ménages déjà là."];
    case "s-aggrave":
      return [
        `Oui, avec les emménagés récents : ${cite("s-aggrave")}.`,
        ...(cite("s-ameliore") ? [`Mais moins de : ${cite("s-ameliore")}.`] : []),
      ];
    case "s-ameliore":
      return [
        `Non : les emménagés récents comptent moins de ${cite("s-ameliore")}.`,
        ...(entrants === "ecart-etabli"
          ? ["Ils restent pourtant au-dessus des emménagés du reste du territoire."]
          : []),
      ];
  }
}

const signed = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0, signDisplay: "exceptZero" });

/** « +12 points ». */
function points(difference: number): string {
  return `${signed.format(Math.round(difference * 100))} points`;
}

export function phrasesFonctionnement({ fonctionnement }: UniteAnalysee): readonly string[] {
  const { ecarts, classe } = fonctionnement;
  const cite = (of: typeof ecarts) =>
    joinFrench(of.map((ecart) => citeEcart(LIBELLE_FONCTIONNEMENT[ecart.indicateur], ecart)));
  const etablis = ecarts.filter((ecart) => ecart.classe === "ecart-etabli" && ecart.sens === "sur");
  const surveilles = ecarts.filter((ecart) => ecart.classe === "a-surveiller" && ecart.sens === "sur");
  const muets = ecarts.filter((ecart) => ecart.taux === null);
  const suite =
    muets.length > 0
      ? [`Non comparé : ${joinFrench(muets.map(({ indicateur }) => dansPhrase(LIBELLE_FONCTIONNEMENT[indicateur])))}.`]
      : [];
  switch (classe) {
    case "inconnu":
    case "effectif-faible":
      return ["Rien n’est assez renseigné pour le dire."];
    case "ecart-etabli":
      return [
        `Oui : ${cite(etablis)}.`,
        ...(surveilles.length > 0 ? [`À surveiller : ${cite(surveilles)}.`] : []),
        ...suite,
      ];
    case "a-surveiller":
      return [`Peut-être : ${cite(surveilles)} à surveiller, rien d’établi.`, ...suite];
    case "non-distinguable":
      return ["Aucun dysfonctionnement ne la distingue du territoire.", ...suite];
  }
}
