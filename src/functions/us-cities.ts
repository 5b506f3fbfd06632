/** States of the cities that people name without one: where a document asks for `City, ST`, that is what they mean. */
const BY_STATE: Record<string, string> = {
  AZ: 'Phoenix, Tucson, Mesa, Scottsdale',
  CA: 'Los Angeles, San Diego, San Jose, San Francisco, Fresno, Sacramento, Long Beach, Oakland, Anaheim, Berkeley, Sunnyvale, Palo Alto, Mountain View, Santa Rosa, Fremont, Cupertino, Hayward, Livermore, Santa Clara, San Mateo, Walnut Creek, Concord, Pleasanton, Alameda, Novato, Napa, Petaluma, Los Altos, Redwood City, Menlo Park, San Rafael, Vallejo, Antioch, Pittsburg, Dublin, Gilroy, Morgan Hill, Emeryville, Burlingame, Los Gatos, Saratoga, Milpitas, Campbell, Danville, Lafayette, Martinez, Fairfield, Vacaville, Santa Barbara, Santa Monica, Pasadena',
  CO: 'Denver, Colorado Springs, Boulder, Aurora',
  DC: 'Washington',
  FL: 'Miami, Tampa, Orlando, Jacksonville, Fort Lauderdale',
  GA: 'Atlanta, Savannah',
  IL: 'Chicago',
  IN: 'Indianapolis',
  LA: 'New Orleans',
  MA: 'Boston, Cambridge, Worcester',
  MD: 'Baltimore',
  MI: 'Detroit, Ann Arbor',
  MN: 'Minneapolis, Saint Paul',
  MO: 'Kansas City, St. Louis',
  NC: 'Charlotte, Raleigh, Durham',
  NM: 'Albuquerque, Santa Fe',
  NV: 'Las Vegas, Reno',
  NY: 'New York, New York City, NYC, Buffalo, Brooklyn',
  OH: 'Columbus, Cleveland, Cincinnati',
  OR: 'Portland, Eugene',
  PA: 'Philadelphia, Pittsburgh',
  TN: 'Nashville, Memphis',
  TX: 'Houston, Dallas, Austin, San Antonio, Fort Worth, El Paso',
  UT: 'Salt Lake City',
  WA: 'Seattle, Spokane, Tacoma',
  WI: 'Milwaukee, Madison',
};

const SHORT: Record<string, string> = {
  nyc: 'New York',
  'new york city': 'New York',
  sf: 'San Francisco',
  la: 'Los Angeles',
};

const states = new Map(
  Object.entries(BY_STATE).flatMap(([state, cities]) => cities.split(', ').map((city) => [city.toLowerCase(), state])),
);

/** `City, ST` or `City, State`, in words or by example. */
const WANTED = /\bcity,? (?:and |& )?(?:\(?the )?state\b|\b[A-Z][a-z]+(?: [A-Z][a-z]+)*, [A-Z]{2}\b/i;

/** `San Francisco` as `San Francisco, CA`, where the parameter's document asks for the state as well; else the text itself. */
export function withState(text: string, description: string): string {
  if (!WANTED.test(description)) return text;
  const city = SHORT[text.toLowerCase()] ?? text;
  const state = states.get(city.toLowerCase());
  return state === undefined ? text : `${city}, ${state}`;
}
