import type { Coffre } from "#dossier/lectures/coffre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type DemandeSneLue, requireService, type ServiceSne } from "../../lectures/sne-echange/service-sne.ts";

type Moyens = { readonly coffre: Coffre; readonly service: ServiceSne | null | undefined };

/** Reads a file of the desk in the national system, by its number. Throws `sne-ferme`, `sne-sans-numero`, and the refusals of the service. */
export async function interrogerSne(
  base: Base,
  { coffre, service }: Moyens,
  { epci, demandeur }: { readonly epci: string; readonly demandeur: string },
): Promise<string> {
  const ouvert = requireService(service);
  const numero = await base.sneEchanges.numero(epci, demandeur);
  if (numero === null) {
    throw new Refus("sne-sans-numero", "Ce dossier n’est pas de votre guichet, ou son numéro n’a pas été saisi ici.");
  }
  const lue = await ouvert.lire(coffre.ouvrir(numero, "numero"));
  const objet = `sne:${lue.etat}`;
  await base.journal.ecrire({ acte: "dossier-lu", ressource: "demande-identite", epci, demandeur, objet });
  return direReponse(lue);
}

function direReponse({ etat, creeLe, renouveleLe }: DemandeSneLue): string {
  const renouvelee = renouveleLe === null ? "jamais renouvelée" : `renouvelée le ${formatJour(renouveleLe)}`;
  return `Le système national répond : demande ${etat === "active" ? "active" : "radiée"}, créée le ${formatJour(creeLe)}, ${renouvelee}.`;
}
