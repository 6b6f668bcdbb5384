import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { PieceReunion, PointPropose, PointReunion, Reunion } from "../lectures/ports.ts";
import type { PointsProposes } from "../lectures/proposer-points.ts";
import { cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { SectionActe } from "./section-acte.tsx";

export type OrdreDuJourProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly reunion: Reunion;
  readonly points: readonly PointReunion[];
  /** Proposals of today, those already on the agenda included. */
  readonly proposes: PointsProposes;
  readonly reportes: readonly PointReunion[];
  readonly pieces: readonly PieceReunion[];
  /** false: the meeting is closed or cancelled. */
  readonly ouvert: boolean;
  readonly annonce: string | null;
  readonly aRelire: boolean;
};

export function renderOrdreDuJourPage(props: OrdreDuJourProps): string {
  const { cadre, epci, reunion, refus, annonce, ouvert } = props;
  const titre = `Ordre du jour : ${reunion.titre}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, cheminReunion(reunion.id)), libelle: "Retour à la réunion" },
    sous: <p>Réunion du {formatJour(reunion.jour)}.</p>,
    refus,
    annonce,
    children: (
      <>
        <Inscrits {...props} />
        {ouvert ? (
          <>
            <Choisir {...props} />
            <Libre {...props} />
          </>
        ) : (
          <p>L’ordre du jour ne change plus : la réunion est close ou annulée.</p>
        )}
      </>
    ),
  });
}

function hrefOrdre({ epci, reunion }: OrdreDuJourProps, suite = ""): string {
  return hrefTerritoire(epci, cheminReunion(reunion.id, `/ordre-du-jour${suite}`));
}

function Inscrits(props: OrdreDuJourProps) {
  const { points } = props;
  return (
    <section aria-labelledby="inscrits">
      <h2 id="inscrits">À l’ordre du jour</h2>
      {points.length === 0 ? (
        <EtatVide titre="Aucun point n’est inscrit">
          <p>Cochez ci-dessous les points à inscrire, ou écrivez un point libre.</p>
        </EtatVide>
      ) : (
        <ol class="ordre-points">
          {points.map((point, rang) => (
            <Inscrit props={props} point={point} rang={rang} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Inscrit({ props, point, rang }: { props: OrdreDuJourProps; point: PointReunion; rang: number }) {
  const { epci, points, ouvert, proposes } = props;
  const aujourdhui = proposes.points.find((one) => sameSubject(one, point))?.constat ?? null;
  const change = aujourdhui !== null && aujourdhui !== point.constat;
  return (
    <li id={`point-${point.id}`} class="point-ordre">
      <h3>{point.titre}</h3>
      <p>
        <Tag ton="neutre">{LIBELLE_NATURE_POINT[point.nature]}</Tag> {point.constat}
      </p>
      {change ? <p class="aide">Aujourd’hui : {aujourdhui}</p> : null}
      {point.chemin ? (
        <p>
          <a href={hrefTerritoire(epci, point.chemin)}>Voir ce qui le montre</a>
        </p>
      ) : null}
      {ouvert ? (
        <form class="ligne" method="post" action={hrefOrdre(props, `/${point.id}`)}>
          {rang > 0 ? <Geste geste="monter" mot="Monter" titre={point.titre} /> : null}
          {rang < points.length - 1 ? <Geste geste="descendre" mot="Descendre" titre={point.titre} /> : null}
          {point.etat === "inscrit" ? <Geste geste="retirer" mot="Retirer" titre={point.titre} /> : null}
        </form>
      ) : null}
    </li>
  );
}

/** Buttons with the same word on a page: each names its point for screen readers. */
function Geste({ geste, mot, titre }: { geste: string; mot: string; titre: string }) {
  return (
    <button class="bouton second" type="submit" name="geste" value={geste} aria-label={`${mot} : ${titre}`}>
      {mot}
    </button>
  );
}

function sameSubject(one: Pick<PointPropose, "nature" | "reference">, point: PointReunion): boolean {
  return one.nature === point.nature && one.reference === point.reference;
}

function Choisir(props: OrdreDuJourProps) {
  const { points, proposes, reportes, pieces } = props;
  const free = (one: { readonly nature: PointReunion["nature"]; readonly reference: string | null }) =>
    one.reference === null || !points.some((point) => point.nature === one.nature && point.reference === one.reference);
  const restants = proposes.points.filter(free);
  const repris = reportes.filter(free);
  const documents = pieces.filter(({ genre, reference }) =>
    free({ nature: "document", reference: `${genre}:${reference}` }),
  );
  return (
    <section aria-labelledby="proposes">
      <h2 id="proposes">Proposés aujourd’hui</h2>
      {proposes.nonLus.length > 0 ? (
        <Message ton="neutre">
          {proposes.nonLus.map((phrase) => (
            <p>{phrase}</p>
          ))}
        </Message>
      ) : null}
      {restants.length + repris.length + documents.length === 0 ? (
        <p>Aucun autre point n’est proposé.</p>
      ) : (
        <form method="post" action={hrefOrdre(props)}>
          <Coches props={props} nom="reporte" titre="Reportés de la réunion précédente" points={repris} />
          <Coches props={props} nom="propose" titre="Ce que montrent les données" points={restants} />
          <Documents props={props} pieces={documents} />
          <p>
            <button class="bouton" type="submit">
              Inscrire les points cochés
            </button>
          </p>
        </form>
      )}
    </section>
  );
}

type Cochable = Pick<PointReunion, "nature" | "titre" | "constat" | "chemin" | "reference"> & { readonly id?: number };

function Coches({
  props,
  nom,
  titre,
  points,
}: {
  props: OrdreDuJourProps;
  nom: "propose" | "reporte";
  titre: string;
  points: readonly Cochable[];
}) {
  if (points.length === 0) return null;
  const coches = props.saisie[nom] ?? [];
  return (
    <fieldset class="champ">
      <legend>{titre}</legend>
      <ul class="coches-points">
        {points.map((point) => {
          const valeur = nom === "reporte" ? String(point.id) : `${point.nature}|${point.reference}`;
          return (
            <li class="point-ordre">
              <label class="case case-point">
                <input type="checkbox" name={nom} value={valeur} checked={coches.includes(valeur)} />
                <strong>{point.titre}</strong>
              </label>
              <p class="constat-coche">
                <Tag ton="neutre">{LIBELLE_NATURE_POINT[point.nature]}</Tag> {point.constat}{" "}
                {point.chemin ? (
                  <a
                    href={hrefTerritoire(props.epci, point.chemin)}
                    aria-label={`Voir ce qui le montre : ${point.titre}`}
                  >
                    Voir ce qui le montre
                  </a>
                ) : null}
              </p>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Documents({ props, pieces }: { props: OrdreDuJourProps; pieces: readonly PieceReunion[] }) {
  if (pieces.length === 0) return null;
  const coches = props.saisie.piece ?? [];
  return (
    <fieldset class="champ">
      <legend>Documents joints à la réunion</legend>
      <div class="cases">
        {pieces.map(({ id, titre }) => (
          <label class="case">
            <input type="checkbox" name="piece" value={String(id)} checked={coches.includes(String(id))} />
            {titre}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Libre(props: OrdreDuJourProps) {
  return (
    <SectionActe
      id="libre"
      titre="Point libre"
      action={hrefOrdre(props, "/libre")}
      bouton="Inscrire ce point"
      second
      aRelire={props.aRelire}
    >
      <Champ etat={props} nom="titre" libelle="Titre" requis />
      <TexteLong
        etat={props}
        nom="texte"
        libelle="Texte"
        aide="Lu par tous les partenaires : aucun nom de personne."
        lignes={3}
        limite={600}
      />
    </SectionActe>
  );
}
