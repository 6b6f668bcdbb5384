import { FigureLibre } from "#observatoire/pages/figure.tsx";
import { hrefDemande, hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ReservesPubliques } from "../../lectures/information/read-reserves.ts";
import { renderVitrine, type Vitrine } from "./vitrine.tsx";

type Props = { readonly vitrine: Vitrine; readonly reserves: ReservesPubliques | null };

/** Dwellings reserved for the employees of companies (signed document, action 5). */
export function renderReservesPage({ vitrine, reserves }: Props): string {
  const { epci } = vitrine;
  return renderVitrine({
    vitrine,
    titre: "Logements réservés aux salariés des entreprises",
    large: true,
    children: (
      <>
        <p class="chapo">
          Des logements sociaux sont réservés aux salariés d’entreprises qui cotisent à Action Logement. Voici combien,
          et où. Aucun n’est libre pour autant.
        </p>
        {reserves === null ? (
          <EtatVide titre="Aucun chiffre n’est publié">
            <p>L’intercommunalité n’a encore publié aucun chiffre du parc social.</p>
          </EtatVide>
        ) : (
          <Chiffres epci={epci} reserves={reserves} />
        )}
        <Contacts epci={epci} bailleurs={reserves?.bailleurs ?? []} />
      </>
    ),
  });
}

function Chiffres({ epci, reserves }: { epci: string; reserves: ReservesPubliques }) {
  const { publieLe, figures, parc } = reserves;
  const adresses = { fichier: (fichier: string) => `/observatoire/${epci}/${fichier}`, ligne: null };
  const draw = (figure: (typeof figures)[number]) => <FigureLibre figure={figure} adresses={adresses} fond={null} />;
  return (
    <>
      <p>Chiffres publiés le {formatJour(publieLe)}.</p>
      {figures.some(({ code }) => code === "reserves-communes") ? null : (
        <EtatVide titre="Le parc réservé n’est pas publié">
          <p>
            Le fichier du parc ne dit pas quels logements sont réservés, ou il y en a trop peu pour en publier le
            nombre.
          </p>
        </EtatVide>
      )}
      {figures.map(draw)}
      <section aria-labelledby="lire">
        <h2 id="lire">Comment lire ces nombres</h2>
        <p>
          « Secret » cache un nombre trop petit, ou un nombre qui le rendrait par soustraction. Il pourrait faire
          reconnaître une famille, ou le résultat d’un seul bailleur. Un nombre caché n’est pas zéro.
        </p>
        <p>
          La plupart des réservations sont gérées en flux : une part des logements qui se libèrent, sans liste de
          logements. Elles ne se lisent pas ici. Les logements à pourvoir aujourd’hui et les loyers des seuls logements
          réservés ne sont pas publiés.
        </p>
      </section>
      {parc.length === 0 ? null : (
        <section aria-labelledby="parc">
          <h2 id="parc">Tout le parc social, réservé ou non</h2>
          <ul class="texte">
            {parc.map(({ code, titre }) => (
              <li>
                <a href={`/observatoire/${epci}/${code}`}>{titre}, par commune</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Contacts({ epci, bailleurs }: { epci: string; bailleurs: readonly string[] }) {
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">À qui s’adresser</h2>
      <ul class="texte">
        <li>
          L’entreprise : à <a href="https://www.actionlogement.fr">Action Logement</a>, qui réserve des logements pour
          les salariés de celles qui cotisent.
        </li>
        <li>
          Le salarié : il <a href={hrefDemande(epci, "nouvelle")}>fait une demande de logement social</a>, et y dit qui
          l’emploie. <a href={hrefPublic(epci, "guichets")}>Un guichet peut l’aider</a>.
        </li>
        {bailleurs.length === 0 ? null : <li>Les bailleurs sociaux du territoire : {bailleurs.join(", ")}.</li>}
      </ul>
    </section>
  );
}
