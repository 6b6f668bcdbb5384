import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choix, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { SectionActe } from "./section-acte.tsx";
import { Decider, DeciderCas, type TenuePointProps } from "./tenue-decision.tsx";
import { TagDecision, TagPoint } from "./tenue-mots.tsx";
import { hrefTenue } from "./tenue-page.tsx";

export function renderTenuePointPage(props: TenuePointProps): string {
  const { cadre, epci, tenue, point, refus, annonce } = props;
  const titre = `Point ${point.rang} : ${point.titre}`;
  const ouverte = tenue.reunion.etat === "ouverte";
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTenue(epci, tenue.reunion.id), libelle: "Tous les points de la réunion" },
    refus,
    annonce,
    children: (
      <>
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
    <SectionActe
      id="noter"
      titre="Compte rendu"
      action={hrefTenue(epci, tenue.reunion.id, `/points/${point.id}`)}
      bouton="Enregistrer le point"
      aRelire={props.aRelire}
    >
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
    </SectionActe>
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
