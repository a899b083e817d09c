package main

import (
	"fmt"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// clusterName is written into the store at the first start and must not change.
const clusterName = "donthu"

// newServer is all four services of Temporal in this process.
func newServer(o options) (temporal.Server, error) {
	conf, err := configuration(o)
	if err != nil {
		return nil, err
	}
	logger := log.NewZapLogger(log.BuildZapLogger(log.Config{Stdout: false, Level: o.logLevel}))
	return temporal.NewServer(
		temporal.WithConfig(conf),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts(conf)),
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return authorization.NewNoopClaimMapper()
		}),
		temporal.WithDynamicConfigClient(tuning()),
	)
}

func configuration(o options) (*config.Config, error) {
	services, err := services(o)
	if err != nil {
		return nil, err
	}
	conf := &config.Config{Services: services}
	conf.Global.Membership = config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: loopback}
	conf.Persistence = config.Persistence{
		NumHistoryShards: int32(o.shards),
		DefaultStore:     "histories",
		VisibilityStore:  "lists",
		DataStores: map[string]config.DataStore{
			"histories": {SQL: o.sqlStore(o.store)},
			"lists":     {SQL: o.sqlStore(o.visibility)},
		},
	}
	conf.ClusterMetadata = oneCluster(o)
	conf.DCRedirectionPolicy.Policy = "noop"
	conf.PublicClient.HostPort = o.address()
	switchOffArchive(conf)
	return conf, nil
}

// services gives each service a port of its own; only the frontend's are known
// to others.
func services(o options) (map[string]config.Service, error) {
	all := map[string]config.Service{}
	for _, name := range []primitives.ServiceName{primitives.HistoryService, primitives.MatchingService, primitives.WorkerService} {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		all[string(name)] = config.Service{RPC: config.RPC{BindOnIP: loopback, GRPCPort: port}}
	}
	all[string(primitives.FrontendService)] = config.Service{
		RPC: config.RPC{BindOnIP: loopback, GRPCPort: o.port, HTTPPort: o.httpPort},
	}
	return all, nil
}

// hosts replaces the gossip between nodes: there is one.
func hosts(conf *config.Config) map[primitives.ServiceName]static.Hosts {
	all := map[primitives.ServiceName]static.Hosts{}
	for name, service := range conf.Services {
		address := fmt.Sprintf("%s:%d", loopback, service.RPC.GRPCPort)
		all[primitives.ServiceName(name)] = static.SingleLocalHost(address)
	}
	return all
}

func oneCluster(o options) *cluster.Config {
	return &cluster.Config{
		FailoverVersionIncrement: 10,
		MasterClusterName:        clusterName,
		CurrentClusterName:       clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{clusterName: {
			Enabled:                true,
			InitialFailoverVersion: 1,
			RPCAddress:             o.address(),
			HTTPAddress:            fmt.Sprintf("%s:%d", loopback, o.httpPort),
		}},
	}
}

// switchOffArchive says so four times, because silence is an error.
func switchOffArchive(conf *config.Config) {
	conf.Archival.History.State, conf.Archival.Visibility.State = "disabled", "disabled"
	conf.NamespaceDefaults.Archival.History.State = "disabled"
	conf.NamespaceDefaults.Archival.Visibility.State = "disabled"
}

// tuning: the queues of a shard are read as soon as something is in them, where
// the default waits up to 50 ms; ids fit into PostgreSQL's columns; and a
// case's own time may be moved forward to show a term run out.
func tuning() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		dynamicconfig.TransferProcessorMaxPollRPS.Key():                  2000,
		dynamicconfig.TimerProcessorMaxPollRPS.Key():                     2000,
		dynamicconfig.VisibilityProcessorMaxPollRPS.Key():                2000,
		dynamicconfig.HistoryCacheHostLevelMaxSize.Key():                 8096,
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
		dynamicconfig.MaxIDLengthLimit.Key():                             255,
		dynamicconfig.WorkflowTimeSkippingEnabled.Key():                  true,
	}
}
