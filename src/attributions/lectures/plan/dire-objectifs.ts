import { countInconnus, type PartIncertaine } from "#droit/regles/part.ts";
import {
  formatCompte,
  formatNombre,
  formatRealise,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { CauseManque } from "../../regles/plan/manque.ts";
import type { ManquePlan, ObjectifPropose } from "../../regles/plan/plan.ts";
import type { NomsPlan } from "./noms.ts";
import type { ObjectifVu } from "./vue.ts";

export function tellObjectif(objectif: ObjectifPropose, noms: NomsPlan): ObjectifVu {
  const { libelle, taux, avant, apres, issueApres, manque, proposes, comptes, inconnus } = objectif;
  const sur = `${formatNombre(comptes)} des ${formatCompte(proposes, "proposition")} ${comptes > 1 ? "comptent" : "compte"}`;
  return {
    libelle,
    cible: formatTauxCourt(taux),
    avant: tellPart(avant),
    apres: `${tellPart(apres)} (${sur}${inconnus > 0 ? `, ${formatNombre(inconnus)} ne se ${inconnus > 1 ? "jugent" : "juge"} pas` : ""})`,
    issue: issueApres,
    verdict:
      issueApres === "non-atteint" && manque > 0 ? `Il manque ${formatNombre(manque)}` : LIBELLE_VERDICT[issueApres],
    prix: tellPrix(objectif, noms),
    manque: objectif.explication ? tellManque(objectif, objectif.explication, noms) : [],
  };
}

/** « 26 sur 130 », with the count of the unknown ones. */
function tellPart(share: PartIncertaine): string {
  const inconnus = countInconnus(share);
  const fraction = formatRealise({ realise: share.part, assiette: share.total });
  return inconnus === 0 ? fraction : `${fraction}, ${formatCompte(inconnus, "inconnue")}`;
}

/** Cost, for the housed households, of one more attribution that counts; « au moins »: see ADR 0017. */
function tellPrix({ prix, auPlafond }: ObjectifPropose, noms: NomsPlan): string {
  if (prix === null) return "non calculé";
  if (auPlafond) return "impossible avec ce qu’on sait des demandes éligibles";
  if (prix < 0.05) return "rien";
  return `au moins ${noms.unite(Math.round(prix * 10) / 10)} en tout`;
}

const CAUSES: Readonly<Record<CauseManque, string>> = {
  "aucun-eligible": "aucun ménage dont on sait qu’il compte n’y est éligible",
  "hors-rang": "ceux qui compteraient sont au-delà du rang permis",
  "proposes-ailleurs": "ceux qui compteraient sont proposés ailleurs",
  prefere: "un autre choix vaut davantage pour l’ensemble",
};

/** Singular and plural of who is missing. A household of unknown quartile may be one, so the sentence does not count on it. */
const MANQUANTS: Readonly<Record<ObjectifPropose["nature"], readonly [string, string]>> = {
  "hors-qpv": ["du premier quartile ou relogé", "du premier quartile ou relogés"],
  qpv: ["des quartiles 2 à 4", "des quartiles 2 à 4"],
  "publics-prioritaires": ["prioritaire", "prioritaires"],
};

function tellManque(
  { nature, manque }: ObjectifPropose,
  { besoin, maximum, impossible, logements }: ManquePlan,
  noms: NomsPlan,
): readonly string[] {
  const manquants = besoin - maximum;
  const first = impossible
    ? `Il faudrait ${formatCompte(besoin, "attribution")} qui ${besoin > 1 ? "comptent" : "compte"} ; les demandes éligibles n’en permettent que ${formatNombre(maximum)} au plus. Il manque ${formatCompte(manquants, "ménage connu comme", "ménages connus comme")} ${MANQUANTS[nature][manquants > 1 ? 1 : 0]}.`
    : `Il en manque ${formatNombre(manque)}, ${manque > 1 ? "possibles" : "possible"} pour cet objectif seul, mais aux dépens d’un autre.`;
  return [first, ...logements.map((one) => tellLogement(one, noms))];
}

function tellLogement({ logement, cause, ailleurs }: ManquePlan["logements"][number], noms: NomsPlan): string {
  const lieux = cause === "proposes-ailleurs" ? ` (${ailleurs.map(noms.logement).join(", ")})` : "";
  return `${noms.logement(logement)} : ${CAUSES[cause]}${lieux}.`;
}
