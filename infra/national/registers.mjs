// The two registers over one set of people, with one clock.
import { Clock } from './register/clock.mjs';
import { createControl } from './register/control.mjs';
import { Faults } from './register/faults.mjs';
import { Relations } from './register/relations.mjs';
import { defaults } from './register/settings.mjs';
import { createPopulation } from './population/population.mjs';
import { openSigning } from './valtuudet/jwt.mjs';
import { Sessions } from './valtuudet/sessions.mjs';
import { createValtuudet } from './valtuudet/valtuudet.mjs';

/** client: { id, apiKey, oauthPassword, restApiKey, serviceId, redirectUris, names: { fi, sv, en } } */
export function createRegisters({ peopleFile, dataDir, client, populationApiKey }) {
  const clock = new Clock();
  const settings = { ...defaults };
  const relations = new Relations(peopleFile, clock);
  const sessions = new Sessions(clock);
  const faults = { valtuudet: new Faults(), population: new Faults() };
  const control = createControl({ relations, clock, settings, forget: () => { sessions.clear(); Object.values(faults).forEach(f => f.clear()); } });
  const shared = { relations, clock, settings, control };
  return {
    valtuudet: createValtuudet({ ...shared, sessions, signing: openSigning(dataDir), client, faults: faults.valtuudet }),
    population: createPopulation({ ...shared, apiKey: populationApiKey, faults: faults.population }),
  };
}
