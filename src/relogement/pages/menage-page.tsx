import { CHEMIN_MENAGES, cheminImmeuble, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { LigneFiche } from "#socle/lectures/ligne-fiche.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Decision, Dossier, type Etape, Etapes, Historique } from "#socle/pages/design/dossier.tsx";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import type { FicheMenage, RubriqueFiche } from "../lectures/fiche.ts";
import { type EtatRelogement, LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { TON_ETAT } from "./libelles.ts";
import { Offres } from "./offres.tsx";
import { BoutonActe } from "./parts.tsx";

export type MenagePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheMenage;
  readonly annonce: string | null;
};

/** The file of one household: what calls for an act, then the offers, the known facts, the past events. */
export function renderMenagePage({ cadre, epci, fiche, annonce }: MenagePageProps): string {
  const { dossier, identite } = fiche;
  return renderPage({
    cadre,
    titre: dossier.reference,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminImmeuble(dossier.operation))}>{dossier.operationNom}</a>
        </p>
        <h1>{identite ? `${dossier.reference}, ${identite.prenom} ${identite.nom}` : dossier.reference}</h1>
        <ResultatActe annonce={annonce} />
        <Parcours etat={dossier.etat} depuis={dossier.etatDepuis} />
        <Dossier
          cote={<Situation epci={epci} fiche={fiche} />}
          suite={<Historique titre="Ce qui s’est passé" evenements={fiche.historique} />}
        >
          <Offres epci={epci} fiche={fiche} />
          <Rubriques epci={epci} fiche={fiche} />
          <Decohabitation epci={epci} fiche={fiche} />
        </Dossier>
      </>
    ),
  });
}

const PARCOURS: readonly EtatRelogement[] = ["a-rencontrer", "diagnostic", "offres", "reloge"];

/** A file that is blocked, or whose household is gone, stands nowhere on the way: its state says so. */
function Parcours({ etat, depuis }: { readonly etat: EtatRelogement; readonly depuis: string }) {
  const ici = PARCOURS.indexOf(etat);
  if (ici === -1) return null;
  const etapes = PARCOURS.map(
    (un, rang): Etape => ({
      libelle: LIBELLE_ETAT_RELOGEMENT[un],
      detail: rang === ici ? `depuis le ${formatJour(depuis)}` : null,
      etat: rang === ici ? (un === "reloge" ? "faite" : "ici") : rang < ici ? "faite" : "a-venir",
    }),
  );
  return <Etapes nom="Où en est le relogement" etapes={etapes} />;
}

/** Where it stands, what calls for an act, and the acts that the state allows. */
function Situation({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  const { dossier, alertes, actes } = fiche;
  return (
    <Decision titre="Où en est le ménage" phrase={<Tag ton={TON_ETAT[dossier.etat]}>{fiche.phraseEtat}</Tag>}>
      <p>
        Prochaine étape : {fiche.prochaineEtape}.{dossier.synthetique ? " Ménage fictif." : ""}
      </p>
      {alertes.length > 0 ? (
        <Message ton="alerte" titre="À surveiller">
          <ul>
            {alertes.map(({ phrase }) => (
              <li>{phrase}</li>
            ))}
          </ul>
        </Message>
      ) : null}
      {actes.map((acte) => (
        <BoutonActe epci={epci} id={dossier.id} acte={acte} />
      ))}
    </Decision>
  );
}

function Rubriques({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  return (
    <>
      <h2>Le dossier</h2>
      <div class="parties">
        {fiche.identite ? <Rubrique rubrique={{ titre: "Les personnes", lignes: personnes(fiche.identite) }} /> : null}
        {fiche.rubriques.map((rubrique) => (
          <Rubrique rubrique={rubrique} />
        ))}
      </div>
      {fiche.modifiable ? (
        <p class="ligne ecran">
          <a class="bouton second" href={hrefTerritoire(epci, cheminMenage(fiche.dossier.id, "situation"))}>
            Modifier la situation et les souhaits
          </a>
          <a class="bouton second" href={hrefTerritoire(epci, cheminMenage(fiche.dossier.id, "identite"))}>
            Modifier le nom et le contact
          </a>
        </p>
      ) : null}
    </>
  );
}

function personnes(identite: NonNullable<FicheMenage["identite"]>): readonly LigneFiche[] {
  const { adultes, enfants, revenuMensuel } = identite;
  return [
    { libelle: "Porte", valeur: identite.porte },
    { libelle: "Téléphone", valeur: identite.telephone },
    { libelle: "Courriel", valeur: identite.courriel },
    { libelle: "Né(e) le", valeur: identite.naissance ? formatJour(identite.naissance) : null },
    { libelle: "Adultes", valeur: adultes === null ? null : String(adultes) },
    { libelle: "Enfants", valeur: enfants === null ? null : String(enfants) },
    { libelle: "Revenu mensuel", valeur: revenuMensuel === null ? null : formatEuros(revenuMensuel) },
  ];
}

function Rubrique({ rubrique: { titre, lignes } }: { rubrique: RubriqueFiche }) {
  return (
    <section>
      <h3>{titre}</h3>
      <Lignes lignes={lignes} />
    </section>
  );
}

function Decohabitation({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  const { origine, decohabitations, dossier } = fiche;
  if (!origine && decohabitations.length === 0 && !fiche.modifiable) return null;
  return (
    <>
      <h2>Décohabitation</h2>
      {origine ? (
        <p>
          Ce ménage quitte <a href={hrefTerritoire(epci, cheminMenage(origine.id))}>{origine.reference}</a>.
        </p>
      ) : null}
      {decohabitations.length > 0 ? (
        <ul>
          {decohabitations.map((lien) => (
            <li>
              <a href={hrefTerritoire(epci, cheminMenage(lien.id))}>{lien.reference}</a> quitte ce ménage.
            </li>
          ))}
        </ul>
      ) : null}
      {fiche.modifiable && !origine ? (
        <p>
          <a
            class="bouton second"
            href={hrefTerritoire(epci, `${CHEMIN_MENAGES}/nouveau`, {
              operation: dossier.operation,
              origine: dossier.id,
            })}
          >
            Créer le dossier de la décohabitation
          </a>
        </p>
      ) : null}
    </>
  );
}
