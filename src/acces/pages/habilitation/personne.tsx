import type { Compte } from "../../lectures/connexion/ports.ts";
import { formatPersonne } from "./libelles.ts";

/** A name, and under it the address that tells two people of that name apart. */
export function Personne({ compte }: { readonly compte: Pick<Compte, "prenom" | "nom" | "courriel"> }) {
  return (
    <>
      {formatPersonne(compte)}
      <br />
      <small class="discret">{compte.courriel}</small>
    </>
  );
}
