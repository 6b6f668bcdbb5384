import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { JALONS } from "../../images/actions-table.ts";
import type { JalonLu } from "../../lectures/action/programme.ts";
import type { ActionLue } from "../../lectures/action/read-action.ts";
import { LIBELLE_ETAT_ACTION } from "../../regles/action/etat-action.ts";
import { sayActeurs, sayJalonsEcrits, sayPilote, sayResume } from "../../regles/action/format-action.ts";
import { CHEMIN_ACTIONS, cheminAction, TagEtatAction, TagJalon } from "./action-mots.tsx";
import { ListeIndicateurs } from "./indicateurs.tsx";
import { FaitsSuivis } from "./realisations.tsx";

export type ActionPageProps = {
  readonly cadre: Cadre;
  readonly lue: ActionLue;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderActionPage(props: ActionPageProps): string {
  const { cadre, lue, erreur, annonce } = props;
  const { territoire, ligne } = lue;
  const titre = `Action ${ligne.numero} : ${ligne.titre}`;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(territoire, CHEMIN_ACTIONS)}>Tout le programme</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        {ligne.enRetard ? (
          <Message ton="alerte">
            <p>En retard de {formatCompte(ligne.retardJours ?? 0, "jour")}.</p>
          </Message>
        ) : null}
        <Fiche lue={lue} />
        <Actes lue={lue} />
        <Chiffres lue={lue} />
        <FaitsSuivis lue={lue} />
        <Jalons lue={lue} />
        <Historique lue={lue} />
        <Voisines lue={lue} />
      </>
    ),
  });
}

type Lue = { lue: ActionLue };

function Fiche({ lue: { ligne } }: Lue) {
  return (
    <dl>
      <dt>Orientation</dt>
      <dd>{ligne.orientation}</dd>
      <dt>En bref</dt>
      <dd>{sayResume(ligne)}</dd>
      <dt>État</dt>
      <dd>
        <TagEtatAction etat={ligne.etat} />
        {ligne.etatLe ? <> au {formatJour(ligne.etatLe)}</> : " : son avancement est inconnu"}
        {ligne.closeLe ? `, close le ${formatJour(ligne.closeLe)}` : ""}
      </dd>
      <dt>Pilote</dt>
      <dd>{sayPilote(ligne)}</dd>
      <dt>Acteurs</dt>
      <dd>{sayActeurs(ligne)}</dd>
      <dt>Jalons du texte</dt>
      <dd>{sayJalonsEcrits(ligne)}</dd>
      <dt>Public</dt>
      <dd>{ligne.publieLe ? `depuis le ${formatJour(ligne.publieLe)}` : "non, entre partenaires"}</dd>
    </dl>
  );
}

function Actes({ lue: { territoire, ligne, droits } }: Lue) {
  if (!droits.modifier && droits.suivre === null) return null;
  const lien = (suite: string, mot: string, second = true) => (
    <a class={second ? "bouton second" : "bouton"} href={hrefTerritoire(territoire, cheminAction(ligne.numero, suite))}>
      {mot}
    </a>
  );
  if (ligne.closeLe) return droits.clore ? <p class="ligne ecran">{lien("/rouvrir", "Rouvrir l’action")}</p> : null;
  return (
    <p class="ligne ecran">
      {droits.suivre
        ? lien("/suivi", droits.suivre === "entiere" ? "Écrire un suivi" : "Suivre la part de mon organisation", false)
        : null}
      {droits.modifier ? lien("/modifier", "Modifier le texte") : null}
      {droits.modifier ? lien("/jalons/nouveau", "Ajouter un jalon") : null}
      {droits.clore ? lien("/clore", "Clore l’action") : null}
    </p>
  );
}

/** A kind of fact is told in its own part, below. */
function Chiffres({ lue: { territoire, indicateurs: tous, realisations } }: Lue) {
  const suivis: readonly string[] = realisations.map(({ genre }) => genre);
  const indicateurs = tous.filter(({ code }) => !suivis.includes(code) || code === "salaries-qpv");
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">Chiffres du jour</h2>
      {indicateurs.length === 0 ? (
        <p>Aucun chiffre n’est lié à cette action.</p>
      ) : (
        <ListeIndicateurs epci={territoire} indicateurs={indicateurs} />
      )}
    </section>
  );
}

function Jalons({ lue }: Lue) {
  const { ligne, droits, territoire } = lue;
  const ecrire = droits.modifier && ligne.closeLe === null;
  return (
    <section aria-labelledby="jalons">
      <h2 id="jalons">Jalons</h2>
      {ligne.jalonsLus.length === 0 ? (
        <p>Aucun jalon n’est écrit : un retard ne peut pas s’y voir.</p>
      ) : (
        <Table
          table={ecrire ? tableEcrite(lue) : JALONS}
          lignes={ligne.jalonsLus}
          rendu={{
            statut: (jalon) => <Statut jalon={jalon} />,
            livrable: (jalon) => <Livrable epci={territoire} jalon={jalon} />,
          }}
        />
      )}
    </section>
  );
}

function tableEcrite(lue: ActionLue) {
  return defineTable<JalonLu, Child>({
    ...JALONS,
    colonnes: [
      ...JALONS.colonnes,
      {
        code: "ecrire",
        titre: "Écrire",
        valeur: ({ id }) => id,
        rendu: (jalon) => <ActesJalon lue={lue} jalon={jalon} />,
      },
    ],
  });
}

function Statut({ jalon }: { jalon: JalonLu }) {
  return (
    <>
      <TagJalon jalon={jalon} />
      {jalon.atteintLe === null ? null : <> le {formatJour(jalon.atteintLe)}</>}
    </>
  );
}

function Livrable({ epci, jalon: { livrable, chemin } }: { epci: string; jalon: JalonLu }) {
  if (chemin === null) return <>{livrable ?? "aucun"}</>;
  return <a href={hrefTerritoire(epci, chemin)}>{livrable ?? "Page qui le montre"}</a>;
}

function ActesJalon({ lue: { territoire, ligne }, jalon }: Lue & { jalon: JalonLu }) {
  if (jalon.atteintLe !== null) return <>atteint, gardé</>;
  const base = cheminAction(ligne.numero, `/jalons/${jalon.id}`);
  return (
    <div class="actes-jalon ecran">
      <a class="cible" href={hrefTerritoire(territoire, `${base}/atteint`)} aria-label={`Atteint : ${jalon.libelle}`}>
        Atteint
      </a>
      <a class="cible" href={hrefTerritoire(territoire, `${base}/modifier`)} aria-label={`Changer : ${jalon.libelle}`}>
        Changer
      </a>
      <form method="post" action={hrefTerritoire(territoire, `${base}/retirer`)}>
        <button class="bouton second" type="submit" aria-label={`Retirer : ${jalon.libelle}`}>
          Retirer
        </button>
      </form>
    </div>
  );
}

function Historique({ lue }: Lue) {
  const { suivis, jalonsRetires } = lue;
  return (
    <section aria-labelledby="historique">
      <h2 id="historique">Historique</h2>
      <h3>Suivis</h3>
      {suivis.length === 0 ? (
        <p>Aucun suivi n’est écrit, ou aucun n’est ouvert à votre habilitation.</p>
      ) : (
        <ol reversed>
          {suivis.map((suivi) => (
            <li>
              <b>
                {LIBELLE_ETAT_ACTION[suivi.etat]} au {formatJour(suivi.le)}
              </b>
              , {suivi.par}
              {suivi.organisation === null ? "" : " (pour sa part)"}
              {suivi.note ? ` : ${suivi.note}` : ""}
              <Publication lue={lue} suivi={suivi} />
            </li>
          ))}
        </ol>
      )}
      {jalonsRetires.length > 0 ? (
        <>
          <h3>Jalons retirés ou changés</h3>
          <ul>
            {jalonsRetires.map(({ libelle, echeance, retireLe }) => (
              <li>
                {libelle}, {echeance === null ? "sans date" : `dû le ${formatJour(echeance)}`}, retiré le{" "}
                {formatJour(retireLe)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Publication({ lue: { territoire, ligne, droits }, suivi }: Lue & { suivi: ActionLue["suivis"][number] }) {
  if (!droits.clore || ligne.publieLe === null) return null;
  const mot = suivi.publieLe ? "Retirer du public" : "Rendre public";
  return (
    <form
      class="ecran"
      method="post"
      action={hrefTerritoire(territoire, cheminAction(ligne.numero, `/suivis/${suivi.id}/publication`))}
    >
      <input type="hidden" name="publie" value={suivi.publieLe ? "non" : "oui"} />
      <button
        class="bouton second"
        type="submit"
        aria-label={`${mot} : suivi du ${formatJour(suivi.le)}, ${suivi.par}`}
      >
        {mot}
      </button>
    </form>
  );
}

function Voisines({ lue: { territoire, voisines } }: Lue) {
  const { avant, apres } = voisines;
  if (avant === null && apres === null) return null;
  return (
    <nav class="ecran" aria-label="Autres actions">
      <ul class="liens">
        {avant === null ? null : (
          <li>
            <a href={hrefTerritoire(territoire, cheminAction(avant))}>Action {avant}</a>
          </li>
        )}
        {apres === null ? null : (
          <li>
            <a href={hrefTerritoire(territoire, cheminAction(apres))}>Action {apres}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
