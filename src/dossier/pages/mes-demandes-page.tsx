import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DemandeAccessible } from "../lectures/ports.ts";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";
import { TITRE_ETAT } from "./titre-etat.ts";

export function renderMesDemandesPage(commun: CadreDossier, demandes: readonly DemandeAccessible[]): string {
  const { epci } = commun;
  const titre = demandes.length === 0 ? "Aucune demande n’est ouverte ici" : "Quelle demande voulez-vous ouvrir ?";
  return renderPageTitree(
    { ...commun, plusieurs: false },
    { titre },
    <>
      {demandes.length === 0 ? (
        <p>
          Si vous avez déjà une demande, reprenez-la avec son code : vous pourrez ensuite la garder dans votre compte.
        </p>
      ) : null}
      {demandes.map((demande) => (
        <Demande epci={epci} demande={demande} />
      ))}
      <ul class="liste-liens">
        <li>
          <a href={hrefDemande(epci, "reprendre")}>Reprendre une demande avec son code</a>
        </li>
        <li>
          <a href={hrefDemande(epci, "nouvelle")}>Commencer une demande</a>
        </li>
      </ul>
    </>,
  );
}

function Demande({ epci, demande }: { epci: string; demande: DemandeAccessible }) {
  const { id, reference, nomTerritoire, etat, lien, personne, modifieLe } = demande;
  const nom = reference === null ? nomTerritoire : `${reference}, ${nomTerritoire}`;
  return (
    <div class="carte-fiche">
      <h2>{nom}</h2>
      <p>
        {lien === "mandat"
          ? `Vous aidez ${personne ?? "une autre personne"}, avec son mandat.`
          : "C’est votre demande."}
      </p>
      <p>{TITRE_ETAT[etat]}.</p>
      <p>Dernier changement le {formatJour(modifieLe.slice(0, 10))}.</p>
      <form method="post" action={hrefDemande(epci, "mes-demandes")}>
        <input type="hidden" name="demande" value={id} />
        <button class="bouton" type="submit" aria-label={`Ouvrir la demande ${nom}`}>
          Ouvrir cette demande
        </button>
      </form>
    </div>
  );
}
