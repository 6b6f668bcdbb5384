import { joinFrench } from "#socle/regles/shared/format.ts";
import type { ControleConvention, GraviteControle, MatiereControle } from "./controles.ts";
import { checkDroit, readSignature } from "./controles-droit.ts";
import { checkTableau } from "./controles-tableau.ts";
import { checkParts } from "./controles-territorialises.ts";
import { labelPorteur } from "./engagement.ts";
import { readSignatures } from "./signataire.ts";

const RANG: Readonly<Record<GraviteControle, number>> = { bloquant: 0, alerte: 1, information: 2 };

/** All remarks, blocking first, then by year. Empty means that nothing was found, not that all is right. */
export function checkVersion(matiere: MatiereControle): readonly ControleConvention[] {
  const all = [
    ...checkApplication(matiere),
    ...checkDroit(matiere),
    ...checkTableau(matiere),
    ...checkParts(matiere),
    ...checkSignataires(matiere),
  ];
  return all.sort((a, b) => RANG[a.gravite] - RANG[b.gravite] || (a.annee ?? 9999) - (b.annee ?? 9999));
}

/** The parties must choose which leases of its year an avenant re-judges: there is no default. */
function checkApplication({ version: { parent, application, depuis } }: MatiereControle): ControleConvention[] {
  if (parent === null || application !== null || depuis?.endsWith("-01-01")) return [];
  return [
    {
      code: "avenant-sans-application",
      gravite: "bloquant",
      annee: null,
      porteur: null,
      phrase:
        "Cet avenant ne dit pas comment il s’applique à l’année de sa prise d’effet : à toute l’année, à compter de sa date, ou au prorata des jours. Choisissez-le.",
    },
  ];
}

/** A bailleur with objectives may not be a signatory, and a signature may be missing: reported, never refused, since the convention exists. */
function checkSignataires({ version, noms }: MatiereControle): ControleConvention[] {
  const { sansSignature } = readSignatures(version.signataires, [...version.engagements, ...version.territorialises]);
  const without = sansSignature.map(
    (siren): ControleConvention => ({
      code: "bailleur-sans-signature",
      gravite: "alerte",
      annee: null,
      porteur: { type: "bailleur", siren },
      phrase: `${labelPorteur({ type: "bailleur", siren }, noms)} a des objectifs et ne figure pas parmi les signataires : rien ne montre que ce bailleur s’y est engagé.`,
    }),
  );
  const unsigned = version.signataires.filter(({ signeLe }) => signeLe === null).map(({ nom }) => nom);
  if (unsigned.length === 0) return without;
  const many = unsigned.length > 1;
  const expected: ControleConvention = {
    code: "signature-attendue",
    gravite: readSignature(version) === null ? "information" : "alerte",
    annee: null,
    porteur: null,
    phrase: `${unsigned.length} ${many ? "signatures manquent" : "signature manque"} sur ${version.signataires.length} : ${joinFrench(unsigned)}.`,
  };
  return [...without, expected];
}
