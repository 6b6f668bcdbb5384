import { requireGuichet } from "#dossier/lectures/registre/guichets.ts";
import type { EtatOuvert, RefusSne } from "#dossier/regles/transmission.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { Issue, Transmission } from "../../lectures/sne-echange/ports.ts";
import { changed, noter, nothingTicked } from "./transmettre.ts";

/** What an agent says of writings that it made, or looked for, in the national system. */
export const SUITES_TRANSMISSION = ["faite", "refusee", "remettre", "fermer"] as const;
export type SuiteTransmission = (typeof SUITES_TRANSMISSION)[number];

/** States that each of them starts from. */
const DEPUIS: Readonly<Record<SuiteTransmission, readonly EtatOuvert[]>> = {
  faite: ["a-envoyer", "envoyee", "refusee"],
  refusee: ["a-envoyer", "envoyee"],
  remettre: ["envoyee", "refusee"],
  fermer: ["refusee"],
};

export type ASuivre = {
  readonly epci: string;
  readonly ids: readonly number[];
  readonly suite: SuiteTransmission;
  /** Of a refusal: its reason, and the words of the national system. */
  readonly refus: RefusSne | null;
  readonly reponse: string | null;
};

/**
 * Says what became of the ticked writings, all or none. Refuses `droit-absent`, `sne-rien-coche`, `transmission-raison` (a refusal without its
 * reason), `transmission-numero` (a registration is confirmed by its number, and never dropped), `transmission-autre-etat`.
 */
export function suivreTransmissions(base: Base, { epci, ids, ...dite }: ASuivre): Promise<number> {
  requireGuichet(base, epci);
  if (ids.length === 0) throw nothingTicked();
  const issue = issueOf(dite);
  return base.transaction(async (tx) => {
    for (const id of ids) {
      const transmission = await tx.transmissions.find(epci, id);
      if (transmission === null) throw changed();
      checkNumero(transmission, dite.suite);
      if (!(await tx.transmissions.clore(epci, id, DEPUIS[dite.suite], issue))) throw changed();
      await noter(tx, { ...transmission, epci }, issue);
    }
    return ids.length;
  });
}

function issueOf({ suite, refus, reponse }: Pick<ASuivre, "suite" | "refus" | "reponse">): Issue {
  switch (suite) {
    case "faite":
      return { etat: "acceptee", voie: "main" };
    case "remettre":
      return { etat: "a-envoyer" };
    case "fermer":
      return { etat: "sans-objet" };
    default:
      if (refus !== null) return { etat: "refusee", refus, reponse };
      throw new Refus("transmission-raison", "Choisissez pourquoi le SNE l’a refusée.", { champ: "refus" });
  }
}

function checkNumero({ nature, reference }: Transmission, suite: SuiteTransmission): void {
  if (nature !== "enregistrement" || (suite !== "faite" && suite !== "fermer")) return;
  const dossier = reference ?? "sans référence";
  throw conflit(
    "transmission-numero",
    suite === "faite"
      ? `Dossier ${dossier} : un enregistrement se confirme par le numéro unique. Recopiez-le sur le dossier.`
      : `Dossier ${dossier} : une demande déposée reste à enregistrer tant qu’elle n’a pas de numéro.`,
  );
}
