export default function Home() { return <h1>TicketChain</h1>; }
