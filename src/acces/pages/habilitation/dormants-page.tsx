import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatCompte, formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { RevueAFaire } from "../../actes/habilitation/revue.ts";
import type { Habilitation, Revue } from "../../lectures/habilitation/ports.ts";
import { Motif } from "./habilitation-page.tsx";
import { dayInParis, formatPersonne, formatVu } from "./libelles.ts";

type DormantsProps = {
  readonly cadre: Cadre;
  readonly revue: RevueAFaire;
  readonly gerer: boolean;
  /** Ids ticked, when the form comes back. */
  readonly choisies: readonly string[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderDormantsPage(props: DormantsProps): string {
  const { cadre, revue, gerer, annonce, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Comptes dormants",
    rubrique: "habilitations",
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "habilitations")}>Habilitations</a> › comptes dormants
        </p>
        <h1>Comptes dormants</h1>
        <p class="chapo">
          Personnes habilitées qui ne sont jamais venues, ou pas depuis {revue.jours} jours. Ce délai est un choix de
          Blaise, à confirmer par l’EPCI : un droit dont personne ne se sert est un droit de trop.
        </p>
        <DerniereRevue revues={revue.revues} />
        {annonce ? (
          <Message ton="ok" role="status">
            <p>{annonce}</p>
          </Message>
        ) : null}
        {erreur ? (
          <Message ton="erreur" role="alert" titre="Rien n’est révoqué">
            <p>{erreur}</p>
          </Message>
        ) : null}
        {revue.dormants.length === 0 ? <Vide /> : null}
        {gerer ? <Formulaire {...props} epci={epci} /> : <Liste {...props} />}
        <Revues revues={revue.revues} />
      </>
    ),
  });
}

function DerniereRevue({ revues }: { revues: readonly Revue[] }) {
  const [last] = revues;
  if (!last) return <p>Aucune revue n’a encore été faite.</p>;
  return (
    <p>
      Dernière revue faite le <strong>{formatJour(dayInParis(last.faiteLe))}</strong> par {last.faitePar}.
    </p>
  );
}

function Vide() {
  return (
    <EtatVide titre="Aucun compte dormant">
      <p>Toutes les personnes habilitées sont venues récemment.</p>
    </EtatVide>
  );
}

function Formulaire(props: DormantsProps & { readonly epci: string }) {
  const empty = props.revue.dormants.length === 0;
  return (
    <form method="post" action={hrefTerritoire(props.epci, "habilitations/dormants")}>
      <Liste {...props} />
      {empty ? null : <Motif id="motif" exemple="plus en poste d’après le responsable du service" facultatif />}
      <p>
        <button class="bouton" type="submit">
          {empty ? "Noter que la revue est faite" : "Révoquer ce qui est coché et noter la revue"}
        </button>
      </p>
    </form>
  );
}

function Liste({ revue, gerer, choisies }: DormantsProps) {
  if (revue.dormants.length === 0) return null;
  return (
    <Defile nom="Comptes dormants" fiches>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <table role="table">
        <caption>{formatCompte(revue.dormants.length, "compte dormant", "comptes dormants")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Personne</th>
            <th scope="col">Vu le</th>
            <th scope="col">Compte créé le</th>
            <th scope="col">{gerer ? "Habilitations à révoquer" : "Habilitations"}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {revue.dormants.map(({ compte, habilitations }) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {formatPersonne(compte)}
                <br />
                <small class="discret">{compte.courriel}</small>
              </th>
              <td role="cell" data-nom="Vu le">
                {formatVu(compte.vuLe)}
              </td>
              <td role="cell" data-nom="Créé le">
                {formatJourCourt(dayInParis(compte.creeLe))}
              </td>
              <td role="cell">
                {habilitations.map((habilitation) => (
                  <Choix
                    habilitation={habilitation}
                    gerer={gerer}
                    cochee={choisies.includes(String(habilitation.id))}
                  />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

function Choix({ habilitation, gerer, cochee }: { habilitation: Habilitation; gerer: boolean; cochee: boolean }) {
  const { id, role, organisation, fin } = habilitation;
  const texte = `${LIBELLE_ROLE[role]}, ${organisation.nom}, jusqu’au ${formatJourCourt(fin)}`;
  if (!gerer) return <div>{texte}</div>;
  return (
    <label class="case">
      <input type="checkbox" name="habilitation" value={String(id)} checked={cochee} />
      <span>
        <span class="lu">{formatPersonne(habilitation.compte)} : </span>
        {texte}
      </span>
    </label>
  );
}

function Revues({ revues }: { revues: readonly Revue[] }) {
  if (revues.length === 0) return null;
  return (
    <>
      <h2>Revues faites</h2>
      <Defile nom="Revues faites">
        <table>
          <caption class="lu">Revues des comptes dormants, les plus récentes d’abord</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Par</th>
              <th scope="col" class="n">
                Comptes dormants
              </th>
              <th scope="col" class="n">
                Habilitations révoquées
              </th>
              <th scope="col">Motif</th>
            </tr>
          </thead>
          <tbody>
            {revues.map(({ faiteLe, faitePar, comptes, revoquees, motif }) => (
              <tr>
                <td>{formatJourCourt(dayInParis(faiteLe))}</td>
                <td>{faitePar}</td>
                <td class="n">{comptes}</td>
                <td class="n">{revoquees}</td>
                <td>{motif || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
    </>
  );
}
