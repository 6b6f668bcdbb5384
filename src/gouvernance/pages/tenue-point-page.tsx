import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choix, Refuse, TexteLong, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { CHEMIN_REUNIONS } from "./instance-chemins.ts";
import { Relecture } from "./instance-formulaire.tsx";
import { Decider, DeciderCas, type TenuePointProps } from "./tenue-decision.tsx";
import { TagDecision, TagPoint } from "./tenue-mots.tsx";
import { hrefTenue } from "./tenue-page.tsx";

/** One point while the meeting is held: its evidence, what was said, what is decided. */
export function renderTenuePointPage(props: TenuePointProps): string {
  const { cadre, epci, tenue, point, refus, annonce } = props;
  const titre = `Point ${point.rang} : ${point.titre}`;
  const ouverte = tenue.reunion.etat === "ouverte";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    rubrique: "commission",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_REUNIONS} />
        <p class="ecran">
          <a href={hrefTenue(epci, tenue.reunion.id)}>Tous les points de la réunion</a>
        </p>
        <h1>{titre}</h1>
        <Refuse refus={refus} />
        <ResultatActe annonce={annonce} />
        <p>
          <TagPoint etat={point.etat} /> <Tag ton="neutre">{LIBELLE_NATURE_POINT[point.nature]}</Tag> {point.constat}
        </p>
        {point.chemin ? (
          <p>
            <a href={hrefTerritoire(epci, point.chemin)}>Voir ce qui le montre</a>
          </p>
        ) : null}
        <Decisions {...props} />
        {ouverte ? (
          <>
            {props.cas ? <DeciderCas {...props} cas={props.cas} /> : <Decider {...props} />}
            <Noter {...props} />
          </>
        ) : (
          <Message ton="neutre">
            <p>La réunion n’est pas ouverte : rien ne s’écrit ici.</p>
          </Message>
        )}
        <Suivant {...props} />
      </>
    ),
  });
}

function Decisions({ epci, point, suites }: TenuePointProps) {
  if (point.decisions.length === 0) return null;
  return (
    <section aria-labelledby="prises">
      <h2 id="prises">Décisions prises</h2>
      <ul>
        {point.decisions.map(({ id, numero, texte, responsable, echeance, etat }) => (
          <li>
            <a href={hrefTerritoire(epci, `commission/decisions/${id}`)}>{numero}</a> <TagDecision etat={etat} />{" "}
            {texte} {responsable}
            {echeance === null ? ", sans échéance" : `, avant le ${formatJour(echeance)}`}.{" "}
            {suites.has(id) ? `${suites.get(id)}.` : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Noter(props: TenuePointProps) {
  const { epci, tenue, point } = props;
  const cas = point.nature === "cas-bloque";
  return (
    <section aria-labelledby="noter">
      <h2 id="noter">Compte rendu</h2>
      <form class="saisie" method="post" action={hrefTenue(epci, tenue.reunion.id, `/points/${point.id}`)}>
        {cas ? (
          <p>Le relevé dit la référence du cas, et rien d’autre : ce qui est dit du ménage reste dans son dossier.</p>
        ) : (
          <TexteLong
            etat={props}
            nom="notes"
            libelle="Ce qui a été dit"
            aide="Lu par tous les partenaires : aucun nom de personne."
            lignes={6}
            limite={2000}
          />
        )}
        <Choix
          etat={props}
          nom="etat"
          libelle="Ce point est"
          requis
          options={[
            { code: "traite", libelle: "Traité" },
            { code: "reporte", libelle: "Reporté à la prochaine réunion" },
          ]}
        />
        <Relecture affiche={props.aRelire} />
        <p>
          <button class="bouton" type="submit">
            Enregistrer le point
          </button>
        </p>
      </form>
    </section>
  );
}

function Suivant({ epci, tenue, point }: TenuePointProps) {
  const rang = tenue.points.findIndex(({ id }) => id === point.id);
  const next = tenue.points[rang + 1];
  return (
    <p>
      {next ? (
        <a href={hrefTenue(epci, tenue.reunion.id, `/points/${next.id}`)}>Point suivant : {next.titre}</a>
      ) : (
        <a href={`${hrefTenue(epci, tenue.reunion.id)}#presences`}>Présences, puis clôture</a>
      )}
    </p>
  );
}
