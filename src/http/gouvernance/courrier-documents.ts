import type { Base } from "#application/base.ts";
import type { MessageCourrier } from "#application/courrier/courrier.ts";
import { writeMessage } from "#application/gouvernance/convocation-message.ts";
import { envoyerCourrier } from "#application/gouvernance/courrier-envoyer.ts";
import type { EnvoiReunion } from "#application/gouvernance/ports.ts";
import { evenementOf } from "#application/gouvernance/reunion-evenement.ts";
import { type ReunionLue, readReunion } from "#application/gouvernance/reunion-lire.ts";
import { composeOrdreDuJour } from "#reports/ordre-du-jour-document.ts";
import { renderDocumentPdf } from "#reports/rendre.ts";
import { renderReunionsIcs } from "#reports/reunion-ics.ts";
import type { Site } from "../site.ts";

/** A page answers within that time: past it, what has not left waits for « Renvoyer ». */
const DELAI_MS = 20_000;

/** After the act is written: sends what waits, and notes each outcome. */
export async function sendCourrier(site: Site, base: Base, epci: string, id: number): Promise<void> {
  const { courrier, horloge } = site.deps;
  const lue = await readReunion(base, epci, id);
  const maintenant = horloge.maintenant();
  const pdf = await renderDocumentPdf(composeOrdreDuJour(lue, maintenant));
  const fin = performance.now() + DELAI_MS;
  await envoyerCourrier(base, {
    epci,
    reunion: id,
    courrier,
    maintenant,
    compose: (envoi) => composeMessage(site, lue, { envoi, pdf }),
    encore: () => performance.now() < fin,
  });
}

/** The text, the event and the agenda, to one address. A cancellation has no agenda. */
function composeMessage(
  site: Site,
  lue: ReunionLue,
  { envoi, pdf }: { readonly envoi: EnvoiReunion; readonly pdf: Uint8Array },
): MessageCourrier {
  const { courrier, horloge, connexion } = site.deps;
  const { reunion, territoire, points } = lue;
  const invite = { nom: envoi.nom, courriel: envoi.courriel };
  const { origine } = connexion;
  const evenement = evenementOf(
    reunion,
    { nom: territoire.nom, points },
    { origine, adresse: courrier.adresse, invite },
  );
  const contenu = renderReunionsIcs({
    nom: null,
    methode: envoi.methode,
    maintenant: horloge.maintenant(),
    evenements: [evenement],
  });
  return {
    cle: `${reunion.uid}.${envoi.sequence}.${envoi.id}`,
    destinataire: invite,
    expediteur: territoire.nom,
    ...writeMessage(lue, envoi, origine),
    evenement: { methode: envoi.methode, contenu },
    pieces:
      envoi.methode === "CANCEL"
        ? []
        : [{ nom: `ordre-du-jour-${reunion.jour}.pdf`, type: "application/pdf", contenu: pdf }],
  };
}
